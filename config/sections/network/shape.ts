import { flag, items, list, listOr, object, optional, refused, text, withDefault } from "../../files/schema-parts";
import { ALLOWED_IP, ALLOWED_IPS, EVERYBODY, NO_PRIVATE_ENDPOINT, NO_SUBNETS, OUTBOUND_HOST } from "./rules";

const privateEndpoint = refused("Refused: the endpoint is public HTTPS.", NO_PRIVATE_ENDPOINT);
const subnet = refused("Refused: Foundry is not in the virtual network.", NO_SUBNETS);

export const shape = object("The account's firewall. The endpoint stays public HTTPS.", {
  allowedIps: optional(
    listOr(
      EVERYBODY,
      "Public IPv4 addresses and ranges that may call, everybody else being refused; or all, to open an account that Azure has closed.",
      list("Addresses and ranges.", text("Address, or range such as 20.42.8.0/24.", ALLOWED_IP), ALLOWED_IPS),
    ),
  ),
  restrictOutbound: withDefault(flag("Let the account itself fetch only from outboundHosts."), false),
  outboundHosts: optional(items("Hosts that the account may fetch from.", text("Host name.", OUTBOUND_HOST))),
  privateEndpoint,
  privateEndpoints: privateEndpoint,
  subnet,
  subnets: subnet,
});
