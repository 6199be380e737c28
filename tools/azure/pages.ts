/** Lists that come in pages. */
import { UnusableAnswer } from "./reason";

/** No list of Azure is as long: one that goes on has no end. */
const MAX_PAGES = 100;

/** @throws UnusableAnswer when there are too many */
export async function* endingPages<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page, void> {
  let count = 0;
  for await (const page of pages) {
    count += 1;
    if (count > MAX_PAGES) throw new UnusableAnswer(`has more than ${MAX_PAGES} pages`);
    yield page;
  }
}

/**
 * The page at an address, and those that it leads to.
 * @param nextOf the address of the next page; anything else, or an empty text, ends the list
 * @throws UnusableAnswer when there are too many
 */
export function linkedPages<Page>(
  first: string,
  fetchPage: (url: string) => Promise<Page>,
  nextOf: (page: Page) => unknown,
): AsyncGenerator<Page, void> {
  async function* follow(): AsyncGenerator<Page, void> {
    for (let url: unknown = first; typeof url === "string" && url !== "";) {
      const page = await fetchPage(url);
      yield page;
      url = nextOf(page);
    }
  }
  return endingPages(follow());
}
