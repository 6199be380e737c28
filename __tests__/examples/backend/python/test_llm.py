"""The vectors of llm.py and the Python of docs/llm-config.md, with stand-ins for the three packages: python3 -m unittest."""

import importlib.util
import json
import os
import re
import sys
import unittest
from pathlib import Path
from types import ModuleType
from typing import Any, Mapping, Optional
from unittest import mock

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[3]
sys.path.insert(0, str(HERE / "stand_ins"))
sys.dont_write_bytecode = True

import world  # noqa: E402  (beside the stand-ins)

VECTORS = json.loads((ROOT / "docs/examples/backend/vectors.json").read_text(encoding="utf-8"))


def fresh() -> ModuleType:
    """The client as a pod that has just started has it."""
    spec = importlib.util.spec_from_file_location("llm", ROOT / "docs/examples/backend/python/llm.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["llm"] = module
    spec.loader.exec_module(module)
    return module


def pod(changes: Optional[Mapping[str, Optional[str]]]) -> dict[str, str]:
    """A pod's environment, with every key, and poisoned."""
    merged = {**VECTORS["poison"], **VECTORS["environment"], **VECTORS["keys"], **(changes or {})}
    return {key: value for key, value in merged.items() if value is not None}


def camel(name: str) -> str:
    return re.sub(r"_(.)", lambda found: found[1].upper(), name)


def facts(thing: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """In the words of the vectors, without what is unknown."""
    values = {camel(name): getattr(thing, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items() if value is not None}


ANSWER = ("text", "model", "input_tokens", "output_tokens", "attempts", "truncated")
TARGET = (
    *("provider", "base_url", "auth", "token_scope", "api_key_env", "model", "api", "fallbacks"),
    *("context_tokens", "max_output_tokens"),
)


def error_facts(error: Exception) -> dict[str, Any]:
    told = {"message": str(error), **facts(error, ("key", "status", "code", "attempts"))}
    return {name: value for name, value in told.items() if value != 0}


class Vectors(unittest.TestCase):
    maxDiff = None

    def test_cases(self) -> None:
        self.assertGreater(len(VECTORS["cases"]), 30)
        for case in VECTORS["cases"]:
            with self.subTest(case["name"]):
                self.check(case, pod(case.get("environment")))

    def check(self, case: Mapping[str, Any], environment: dict[str, str]) -> None:
        provider = environment["LLM_PROVIDER"]
        world.tokens[:] = case.get("tokens", [{"token": f"token-of-{provider}", "secondsLeft": 3600}])
        with mock.patch.dict(os.environ, environment):
            llm = fresh()
            for call in case["calls"]:
                self.check_call(llm, call, environment)

    def check_call(self, llm: ModuleType, call: Mapping[str, Any], environment: dict[str, str]) -> None:
        waits: list[float] = []
        pieces: list[str] = []
        world.sent[:] = []
        world.replies[:] = [VECTORS["answers"].get(one, one) if isinstance(one, str) else one for one in call["answers"]]
        options = {"environment": environment, "wait": waits.append}
        if "maxTokens" in call:
            options["max_tokens"] = call["maxTokens"]
        outcome: dict[str, Any]
        try:
            if call.get("stream"):
                answer = llm.stream(call["layer"], call["input"], pieces.append, **options)
            else:
                answer = llm.complete(call["layer"], call["input"], **options)
            outcome = {"answer": facts(answer, ANSWER)}
        except llm.LlmError as error:
            outcome = {"error": error_facts(error)}
        expected = {name: call[name] for name in ("answer", "error") if name in call}
        self.assertEqual(world.sent, call["requests"])
        self.assertEqual(outcome, expected)
        self.assertEqual(pieces, call.get("pieces", []))
        self.assertEqual(len(waits), len(call.get("waits", [])))
        for seconds, (least, most) in zip(waits, call.get("waits", [])):
            self.assertTrue(least <= round(seconds * 1000) <= most, (seconds, least, most))

    def test_targets(self) -> None:
        llm = fresh()
        for vector in VECTORS["targets"]:
            with self.subTest(str(vector["environment"]), layer=vector["layer"]):
                try:
                    resolved = {"target": facts(llm.resolve(vector["layer"], pod(vector["environment"])), TARGET)}
                except llm.LlmError as error:
                    resolved = {"error": error_facts(error)}
                self.assertEqual(resolved, {name: vector[name] for name in ("target", "error") if name in vector})

    def test_what_on_text_raises_is_not_taken_for_a_failure(self) -> None:
        def leave(_: str) -> None:
            raise IndexError("the reader has left")

        world.tokens[:] = [{"token": "t", "secondsLeft": 3600}]
        world.sent[:], world.replies[:] = [], [VECTORS["answers"]["chat-stream"]] * 2
        with self.assertRaises(IndexError):
            fresh().stream("decision", "hello", leave, environment=pod(None))
        self.assertEqual(len(world.sent), 1)

    def test_a_stream_ends_when_its_time_is_up_and_is_tried_again_before_the_first_text_only(self) -> None:
        for layer, name in (("decision", "chat-stream"), ("decision-code", "responses-stream")):
            pieces: list[str] = []
            late_parts = lambda: 2 * len(world.sent)  # noqa: E731
            late_after_text = lambda: 2 * len(pieces)  # noqa: E731
            for clock, attempts, handed in ((late_parts, 3, []), (late_after_text, 1, ["ok"])):
                with self.subTest(layer, attempts=attempts):
                    world.tokens[:] = [{"token": "t", "secondsLeft": 3600}]
                    world.sent[:], world.replies[:] = [], [VECTORS["answers"][name]] * 3
                    llm = fresh()
                    options = {"environment": pod(None), "wait": lambda _: None, "timeout": 1}
                    with mock.patch.object(llm, "time", mock.Mock(monotonic=clock)):
                        with self.assertRaises(llm.LlmError) as caught:
                            llm.stream(layer, "hello", pieces.append, **options)
                    self.assertIn(": the request timed out after 1 s (", str(caught.exception))
                    self.assertEqual((caught.exception.attempts, pieces), (attempts, handed))


class Imports(unittest.TestCase):
    def test_llm_imports_without_any_package(self) -> None:
        with mock.patch.dict(sys.modules, {name: None for name in ("openai", "azure", "google")}):
            self.assertEqual(fresh().resolve("decision", pod(None)).model, "gpt-5.4")

    def test_a_missing_package_is_named_by_the_cause(self) -> None:
        with mock.patch.dict(sys.modules, {"azure.identity": None}):
            with self.assertRaises(fresh().LlmError) as caught:
                sys.modules["llm"].complete("decision", "hello", environment=pod(None))
        self.assertIn("azure", str(caught.exception.__cause__))


class Page(unittest.TestCase):
    def test_the_python_of_the_page_runs(self) -> None:
        page = (ROOT / "docs/llm-config.md").read_text(encoding="utf-8")
        blocks = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
        self.assertGreater(len(blocks), 0)
        for block in blocks:
            world.tokens[:] = [{"token": "t", "secondsLeft": 3600}]
            world.sent[:] = []
            world.replies[:] = [VECTORS["answers"]["chat"], VECTORS["answers"]["chat-stream"]]
            printed: list[str] = []
            with mock.patch.dict(os.environ, pod(None)):
                fresh()
                exec(block, {"print": lambda *words, **_: printed.append(" ".join(map(str, words)))})
            self.assertEqual(len(world.sent), 2)
            self.assertIn("ok then", "".join(printed))


if __name__ == "__main__":
    unittest.main()
