import { nearest } from "../../../config/findings/nearest";

const MODELS = ["gpt-5", "gpt-5-mini", "gpt-5-codex", "gpt-5.4", "gpt-5.4-mini", "gpt-5.3-codex", "Kimi-K2.6"];

test.each([
  ["gpt-54", "gpt-5.4"],
  ["gpt-54-mini", "gpt-5.4-mini"],
  ["gpt-53-codex", "gpt-5.3-codex"],
  ["GPT 5.4", "gpt-5.4"],
  ["kimik26", "Kimi-K2.6"],
  ["gpt-5", "gpt-5"],
  ["gtp-5.4", "gpt-5.4"],
  ["gpt-5-codx", "gpt-5-codex"],
  ["something else", undefined],
  ["...", undefined],
  ["", undefined],
])("%s means %s", (word, meant) => {
  expect(nearest(word, MODELS)).toBe(meant);
  expect(nearest(word, [...MODELS].reverse())).toBe(meant);
});
