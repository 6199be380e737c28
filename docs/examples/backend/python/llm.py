"""Calls the model of a layer wherever LLM_PROVIDER says it is.

One file to copy: it imports only the package openai and, when they are needed, azure-identity (Foundry) and
google-auth[requests] (Vertex AI). The variables that it reads are those of the ConfigMap llm-config; llm.ts is the same in
TypeScript, and both pass the same vectors.
"""

import json
import os
import random
import re
import threading
import time
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Callable, Iterable, Mapping, Optional, Sequence, Union
from urllib.parse import urlsplit

Environment = Mapping[str, str]
Input = Union[str, Sequence[Mapping[str, str]]]
OnText = Callable[[str], None]

DEFAULT_MAX_TOKENS = 4096
SCHEMA = "1"
RETRIES = 2
LONGEST_WAIT_SECONDS = 60
HTTP_DATE = r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT"
DEFAULT_TIMEOUT_SECONDS = 600
APIS = ("chat-completions", "responses")


@dataclass(frozen=True)
class Kind:
    auths: tuple[str, ...]
    host: str
    """Hosts that may see the provider's credential; a gateway of your own belongs here."""
    chat_bound: str = "max_completion_tokens"
    """What Chat Completions calls the longest answer here."""


PROVIDERS = {
    "foundry": Kind(("entra-id", "api-key"), r".*\.(openai|cognitiveservices|services\.ai)\.azure\.com"),
    "bedrock": Kind(
        ("aws-bearer",), r"bedrock-(runtime\.[a-z0-9-]+\.amazonaws\.com|mantle\.[a-z0-9-]+\.api\.aws)"
    ),
    "vertex": Kind(("google-adc",), r"([a-z0-9-]+-)?aiplatform\.googleapis\.com", "max_tokens"),
    "direct": Kind(("api-key",), r".+"),
}


@dataclass(frozen=True)
class Target:
    """Where a layer's calls go."""

    provider: str
    base_url: str
    """Ends in `/`."""
    auth: str
    model: str
    api: str
    fallbacks: tuple[str, ...] = ()
    """Models to try next, in this order."""
    token_scope: Optional[str] = None
    """Scope of the token, with `entra-id`."""
    api_key_env: Optional[str] = None
    """Variable that holds the key, with `api-key` and `aws-bearer`."""
    context_tokens: Optional[int] = None
    """Prompt and answer together."""
    max_output_tokens: Optional[int] = None
    """Longest answer that the model can give."""


@dataclass(frozen=True)
class Answer:
    text: str
    model: str
    """Of the layer's models the one that answered."""
    input_tokens: Optional[int]
    """None where the provider does not say."""
    output_tokens: Optional[int]
    attempts: int
    """Requests sent, retries and fallbacks included."""
    truncated: bool
    """Whether the answer ends early because it reached max_tokens."""


class LlmError(Exception):
    """What stands in the way: of the environment or the sign-in with `key`, of a call without."""

    def __init__(
        self,
        message: str,
        key: Optional[str] = None,
        status: Optional[int] = None,
        code: Optional[str] = None,
        attempts: int = 0,
    ) -> None:
        super().__init__(message)
        self.key, self.status, self.code, self.attempts = key, status, code, attempts


def resolve(layer: str, environment: Environment = os.environ) -> Target:
    """Where a layer's calls go. Pure. Raises LlmError that names the variable that is missing or wrong."""
    schema = _required(environment, "LLM_CONFIG_SCHEMA")
    if schema != SCHEMA:
        raise _wrong("LLM_CONFIG_SCHEMA", f"is {schema}, but this client knows {SCHEMA}: update it")
    provider = _word(environment, "LLM_PROVIDER", tuple(PROVIDERS))
    prefix = f"LLM_{provider.upper()}"
    route = f"{prefix}_{layer.upper().replace('-', '_')}"
    auth = _word(environment, f"{prefix}_AUTH", PROVIDERS[provider].auths)
    has_key = auth in ("api-key", "aws-bearer")
    fallbacks = environment.get(f"{route}_FALLBACKS", "").split(",")
    return Target(
        provider=provider,
        base_url=_base_url(environment, f"{prefix}_BASE_URL", provider),
        auth=auth,
        token_scope=_required(environment, f"{prefix}_TOKEN_SCOPE") if auth == "entra-id" else None,
        api_key_env=_required(environment, f"{prefix}_API_KEY_ENV") if has_key else None,
        model=_required(environment, f"{route}_MODEL"),
        api=_word(environment, f"{route}_API", APIS),
        fallbacks=tuple(model for model in fallbacks if model),
        context_tokens=_tokens(environment, f"{route}_CONTEXT_TOKENS"),
        max_output_tokens=_tokens(environment, f"{route}_MAX_OUTPUT_TOKENS"),
    )


def complete(layer: str, input: Input, *, environment: Environment = os.environ, **options: Any) -> Answer:
    """Asks a layer's model; options as in call(). Raises LlmError when no model of the layer answers."""
    return call(resolve(layer, environment), input, environment=environment, **options)


def stream(
    layer: str, input: Input, on_text: OnText, *, environment: Environment = os.environ, **options: Any
) -> Answer:
    """The same, handing over each piece of the text as it arrives. Once there was a piece a failure is not tried again."""
    return call(resolve(layer, environment), input, on_text, environment=environment, **options)


def call(
    target: Target,
    input: Input,
    on_text: Optional[OnText] = None,
    *,
    max_tokens: int = DEFAULT_MAX_TOKENS,
    timeout: float = DEFAULT_TIMEOUT_SECONDS,
    environment: Environment = os.environ,
    wait: Callable[[float], None] = time.sleep,
) -> Answer:
    """Calls a target, which may have been changed since it was resolved.

    max_tokens: longest answer, reasoning included. Azure reserves prompt plus this when a request arrives: ask for what you need.
    timeout: longest silence in a request, in seconds: to connect, to the first byte and between any two. A stream also ends at the
    first part that arrives later than this after the request was sent. wait: waits before a retry; a test passes its own.
    """
    attempts = 0
    failure = LlmError("no model was called")
    for model in (target.model, *target.fallbacks):
        aim = replace(target, model=model)
        request = request_of(aim, input, max_tokens)
        has_text = False
        for retry in range(RETRIES + 1):
            token = sign_in(aim, environment)
            attempts += 1
            parts = _parts(aim, token, request["body"], on_text is not None, timeout)
            try:
                while True:
                    try:
                        piece = next(parts)
                    except StopIteration as end:
                        text, tokens_in, tokens_out, truncated = end.value
                        return Answer(text, model, tokens_in, tokens_out, attempts, truncated)
                    except Exception as error:
                        failure = _failure(error, aim, attempts)
                        break
                    has_text = True
                    on_text(piece)
            finally:
                parts.close()
            pause = _pause_after(failure, retry)
            if has_text or pause is None or retry == RETRIES:
                break
            wait(pause)
        if not _moves_on(failure.status):
            break
    raise failure


def request_of(target: Target, input: Input, max_tokens: int = DEFAULT_MAX_TOKENS) -> dict[str, Any]:
    """The request that a call sends first, but for the credential. Pure."""
    if not isinstance(max_tokens, int) or max_tokens < 1:
        raise LlmError(f"the longest answer is {max_tokens}, which is no number of tokens")
    most = min(max_tokens, target.max_output_tokens or max_tokens)
    if target.api == "responses":
        body = {"model": target.model, "input": input, "max_output_tokens": most}
        return {"method": "POST", "url": f"{target.base_url}responses", "body": body}
    messages = [{"role": "user", "content": input}] if isinstance(input, str) else input
    body = {"model": target.model, "messages": messages, PROVIDERS[target.provider].chat_bound: most}
    return {"method": "POST", "url": f"{target.base_url}chat/completions", "body": body}


def sign_in(target: Target, environment: Environment = os.environ) -> str:
    """The key or token for a target. On this machine nobody signs in, and no real credential is sent: a word stands for it."""
    if _is_loopback(urlsplit(target.base_url).hostname):
        return f"local-{target.provider}"
    if target.auth in ("entra-id", "google-adc"):
        remedy = "run az login" if target.auth == "entra-id" else "run gcloud auth application-default login"
        try:
            return _entra_token(target.token_scope) if target.auth == "entra-id" else _google_token()
        except Exception as cause:
            key = f"LLM_{target.provider.upper()}_AUTH"
            problem = f"is {target.auth}, but no token could be had: give the pod its identity, or {remedy}"
            raise _wrong(key, problem) from cause
    name = target.api_key_env or ""
    key = _required(environment, name, f"is not set: it must hold the key of {target.provider}").strip()
    if re.search(r"\s", key):
        raise _wrong(name, "holds a blank or line end within the key")
    return key


_lock = threading.Lock()
_entra_tokens: dict[str, Callable[[], str]] = {}
_google: Any = None


def _entra_token(scope: str) -> str:
    """Kept by the package, and renewed before it ends."""
    from azure.identity import DefaultAzureCredential, get_bearer_token_provider

    with _lock:
        if scope not in _entra_tokens:
            _entra_tokens[scope] = get_bearer_token_provider(DefaultAzureCredential(), scope)
    return _entra_tokens[scope]()


def _google_token() -> str:
    """Renewed when it has ended, or is about to."""
    global _google
    import google.auth
    from google.auth.transport.requests import Request

    with _lock:
        if _google is None:
            _google, _ = google.auth.default(scopes=["https://www.googleapis.com/auth/cloud-platform"])
        if not _google.valid:
            _google.refresh(Request())
        return _google.token


_sending = threading.local()
_clients: dict[str, Any] = {}


def _client(base_url: str) -> Any:
    """A client whose requests go to the host of the base URL, with these headers and no other, and follow no redirect."""
    import openai

    def guard(request: Any) -> None:
        if _origin(str(request.url)) != _origin(base_url):
            raise ValueError(f"{request.url} is not at {base_url}")
        for name in set(request.headers) - {"host", "content-length", "transfer-encoding", "connection"}:
            del request.headers[name]
        request.headers["accept"] = "application/json"
        request.headers["authorization"] = f"Bearer {_sending.token}"
        request.headers["content-type"] = "application/json"

    with _lock:
        if base_url not in _clients:
            transport = openai.DefaultHttpxClient(event_hooks={"request": [guard]}, follow_redirects=False)
            # The credential comes from guard(), whatever the package finds in its own environment variables.
            _clients[base_url] = openai.OpenAI(
                base_url=base_url, api_key="set-by-guard", max_retries=0, http_client=transport
            )
        return _clients[base_url]


Outcome = tuple[str, Optional[int], Optional[int], bool]
InTime = Callable[[Iterable[Any]], Iterable[Any]]
"""Passes on the parts of a stream until its time is up."""


def _parts(target: Target, token: str, body: Mapping[str, Any], streamed: bool, timeout: float) -> Any:
    """Sends a request and yields the pieces of the text when they are streamed; returns text, tokens and whether it was cut."""
    client = _client(target.base_url)
    _sending.token = token
    deadline = time.monotonic() + timeout

    def in_time(parts: Iterable[Any]) -> Any:
        for part in parts:
            if time.monotonic() > deadline:
                raise TimeoutError(f"the request timed out after {timeout} s")
            yield part

    if target.api == "responses":
        return (yield from _response_parts(client.responses.create, dict(body, timeout=timeout), streamed, in_time))
    return (yield from _chat_parts(client.chat.completions.create, dict(body, timeout=timeout), streamed, in_time))


def _chat_parts(create: Callable[..., Any], body: Mapping[str, Any], streamed: bool, in_time: InTime) -> Any:
    if not streamed:
        answer = create(**body)
        choice = _choice(answer)
        if choice is None:
            raise ValueError("the answer has no choice")
        return (choice.message.content or "", *_chat_usage(answer.usage), choice.finish_reason == "length")
    texts, end, usage = [], None, None
    for chunk in in_time(create(**body, stream=True, stream_options={"include_usage": True})):
        choice = _choice(chunk)
        end = (choice and choice.finish_reason) or end
        usage = chunk.usage or usage
        if choice and choice.delta.content:
            texts.append(choice.delta.content)
            yield choice.delta.content
    if end is None:
        raise ValueError("the stream ended before the answer did")
    return ("".join(texts), *_chat_usage(usage), end == "length")


def _choice(part: Any) -> Any:
    """The first and only one; an answer or a part of a stream may have none, whatever the package's types say."""
    choices = getattr(part, "choices", None)
    return choices[0] if choices else None


def _chat_usage(usage: Any) -> tuple[Optional[int], Optional[int]]:
    return (usage.prompt_tokens, usage.completion_tokens) if usage else (None, None)


def _response_parts(create: Callable[..., Any], body: Mapping[str, Any], streamed: bool, in_time: InTime) -> Any:
    if not streamed:
        return _response_outcome(create(**body))
    for event in in_time(create(**body, stream=True)):
        if event.type == "response.output_text.delta":
            yield event.delta
        elif event.type == "error":
            raise ValueError(event.message)
        elif event.type in ("response.completed", "response.incomplete", "response.failed"):
            return _response_outcome(event.response)
    raise ValueError("the stream ended before the answer did")


LENGTH = "max_output_tokens"
"""Why an answer of the Responses API ends early when it reached the longest, and when it does not say."""


def _response_outcome(response: Any) -> Outcome:
    if response.status == "failed":
        raise ValueError(response.error.message if response.error else "the answer failed")
    contents = [content for item in response.output if item.type == "message" for content in item.content]
    text = "".join(content.text for content in contents if content.type == "output_text")
    usage = response.usage
    tokens = (usage.input_tokens, usage.output_tokens) if usage else (None, None)
    reason = (response.incomplete_details and response.incomplete_details.reason) or LENGTH
    return (text, *tokens, response.status == "incomplete" and reason == LENGTH)


def _failure(error: Exception, target: Target, attempts: int) -> LlmError:
    """A call that failed, as the package tells it."""
    status = getattr(error, "status_code", None)
    body = getattr(error, "body", None)
    told = body if isinstance(body, dict) else {}
    text = told.get("message") or getattr(error, "message", None) or str(error)
    code = told.get("code") if isinstance(told.get("code"), str) else None
    what = f"HTTP {status}" if status else f"no whole answer from {urlsplit(target.base_url).netloc}"
    message = f"{what}{f' {code}' if code else ''}: {text} ({target.model} at {target.provider})"
    failure = LlmError(message, status=status, code=code, attempts=attempts)
    failure.__cause__ = error
    return failure


def _pause_after(failure: LlmError, retry: int) -> Optional[float]:
    """Seconds to wait before the same model is tried again; None when it is not."""
    status = failure.status
    if status is not None and status != 429 and status < 500:
        return None
    response = getattr(failure.__cause__, "response", None)
    asked = _asked_pause(response.headers) if response is not None else None
    if asked is not None:
        return None if asked > LONGEST_WAIT_SECONDS else asked
    return 0.5 * 2**retry * (1 - random.random() / 4)


def _asked_pause(headers: Mapping[str, str]) -> Optional[float]:
    milliseconds, after = headers.get("retry-after-ms", ""), headers.get("retry-after", "")
    if re.fullmatch(r"[0-9]+", milliseconds):
        return float(milliseconds) / 1000
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", after):
        return float(after)
    if not re.fullmatch(HTTP_DATE, after):
        return None
    try:
        return max(0.0, (parsedate_to_datetime(after) - datetime.now(timezone.utc)).total_seconds())
    except (TypeError, ValueError):
        return None


def _moves_on(status: Optional[int]) -> bool:
    """Whether another model may have an answer."""
    return status is not None and (status in (404, 410, 429) or status >= 500)


def _base_url(environment: Environment, key: str, provider: str) -> str:
    base_url = _required(environment, key)
    try:
        parts = urlsplit(base_url)
        _ = parts.port  # Read for its ValueError: a port that is no number, or too high.
    except ValueError as cause:
        raise _wrong(key, "is no address that ends in /") from cause
    if not parts.hostname or not base_url.endswith("/"):
        raise _wrong(key, "is no address that ends in /")
    if parts.scheme == "http" and _is_loopback(parts.hostname):
        return base_url
    if parts.scheme != "https":
        raise _wrong(key, "is no https address")
    if not re.fullmatch(PROVIDERS[provider].host, parts.hostname):
        raise _wrong(key, f"leads to {parts.hostname}, which is no host of {provider}: no credential is sent there")
    return base_url


def _origin(url: str) -> tuple[str, Optional[str], Optional[int]]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _is_loopback(hostname: Optional[str]) -> bool:
    return hostname in ("localhost", "127.0.0.1", "::1")


def _required(environment: Environment, key: str, problem: str = "is missing: is llm-config mounted?") -> str:
    value = environment.get(key, "")
    if not value.strip():
        raise _wrong(key, problem)
    return value


def _word(environment: Environment, key: str, words: Sequence[str]) -> str:
    value = _required(environment, key)
    if value not in words:
        raise _wrong(key, f"is {json.dumps(value)}, which is none of {', '.join(words)}")
    return value


def _tokens(environment: Environment, key: str) -> Optional[int]:
    value = environment.get(key)
    if value is None:
        return None
    if not re.fullmatch(r"[1-9][0-9]*", value):
        raise _wrong(key, f"is {json.dumps(value)}, which is no number of tokens")
    return int(value)


def _wrong(key: str, problem: str) -> LlmError:
    return LlmError(f"{key} {problem}", key=key)
