import { oneOf } from "../../files/schema-parts";
import { LOCK_LEVEL } from "./rules";

export const shape = oneOf("Management lock on the account. While it is on no deployment can be deleted.", LOCK_LEVEL);
