"""Stands in for openai: reads the same environment variables as the real package, and builds the same headers.

Follows the real client in that default headers win over its own, and that names in two spellings are both sent.
"""

import json
import os
from typing import Any, Iterator, Optional

import world

FROM_THE_TRANSPORT = {"host", "content-length"}
NOT_GIVEN = object()


class Headers:
    """As httpx has them: names in any spelling, and each may be there more than once."""

    def __init__(self, pairs: list) -> None:
        self.pairs = [(name.lower(), value) for name, value in pairs]

    def __iter__(self) -> Iterator[str]:
        return iter([name for name, _ in self.pairs])

    def __delitem__(self, name: str) -> None:
        self.pairs = [pair for pair in self.pairs if pair[0] != name.lower()]

    def __setitem__(self, name: str, value: str) -> None:
        del self[name]
        self.pairs.append((name.lower(), value))

    def get(self, name: str, default: Optional[str] = None) -> Optional[str]:
        return ", ".join(value for key, value in self.pairs if key == name.lower()) or default


class Request:
    def __init__(self, method: str, url: str, headers: list, body: dict) -> None:
        self.method, self.url, self.body = method, url, body
        self.headers = Headers([("Host", url.split("/")[2]), ("Content-Length", "1"), *headers])


class Response:
    def __init__(self, reply: dict) -> None:
        self.status_code, self.headers = reply["status"], Headers(list(reply.get("headers", {}).items()))
        self.body, self.events = reply.get("body"), reply.get("events")


class APIConnectionError(Exception):
    message = "Connection error."


class APIStatusError(Exception):
    def __init__(self, response: Response) -> None:
        self.response, self.status_code = response, response.status_code
        self.body = (response.body or {}).get("error")
        self.message = f"Error code: {response.status_code} - {response.body}"
        super().__init__(self.message)


class DefaultHttpxClient:
    def __init__(self, event_hooks: Optional[dict] = None, follow_redirects: bool = True) -> None:
        self.hooks, self.follow_redirects = (event_hooks or {}).get("request", []), follow_redirects

    def send(self, request: Request) -> Response:
        for hook in self.hooks:
            hook(request)
        pairs = [pair for pair in request.headers.pairs if pair[0] not in FROM_THE_TRANSPORT]
        assert len(pairs) == len(dict(pairs)), pairs
        world.sent.append({"method": request.method, "url": request.url, "headers": dict(pairs), "body": request.body})
        reply = world.replies.pop(0)
        if reply == "none":
            raise ConnectionError("fetch failed")
        response = Response(reply)
        location = response.headers.get("location")
        if self.follow_redirects and 300 <= response.status_code < 400 and location:
            request.url = location
            return self.send(request)
        return response


class Model:
    """An answer; what it may lack is None."""

    OPTIONAL = {"content", "delta", "error", "finish_reason", "incomplete_details", "reason", "usage"}

    def __init__(self, data: dict) -> None:
        self.data = data

    def __getattr__(self, name: str) -> Any:
        if name in self.data:
            return model_of(self.data[name])
        if name in self.OPTIONAL:
            return None
        raise AttributeError(name)


def model_of(value: Any) -> Any:
    if isinstance(value, list):
        return [model_of(one) for one in value]
    return Model(value) if isinstance(value, dict) else value


class Resource:
    def __init__(self, client: "OpenAI", path: str) -> None:
        self.client, self.path = client, path

    def create(self, *, timeout: float, stream: bool = False, **body: Any) -> Any:
        assert timeout > 0
        if stream:
            body["stream"] = True
        response = self.client.post(self.path, json.loads(json.dumps(body)))
        return (Model(event) for event in response.events) if stream else Model(response.body)


class Chat:
    def __init__(self, client: "OpenAI") -> None:
        self.completions = Resource(client, "chat/completions")


class OpenAI:
    def __init__(
        self,
        *,
        api_key: Optional[str] = None,
        admin_api_key: Optional[str] = None,
        organization: Optional[str] = None,
        project: Optional[str] = None,
        base_url: Optional[str] = None,
        default_headers: Optional[dict] = None,
        max_retries: int = 2,
        http_client: Optional[DefaultHttpxClient] = None,
    ) -> None:
        self.api_key = os.environ.get("OPENAI_API_KEY") if api_key is None else api_key
        self.admin_api_key = os.environ.get("OPENAI_ADMIN_KEY") if admin_api_key is None else admin_api_key
        self.organization = os.environ.get("OPENAI_ORG_ID") if organization is None else organization
        self.project = os.environ.get("OPENAI_PROJECT_ID") if project is None else project
        self.base_url = os.environ.get("OPENAI_BASE_URL", "https://api.openai.com/v1") if base_url is None else base_url
        if self.api_key is None and self.admin_api_key is None:
            raise RuntimeError("The api_key client option must be set")
        self.headers = dict(default_headers or {})
        for line in os.environ.get("OPENAI_CUSTOM_HEADERS", "").split("\n"):
            name, colon, value = line.partition(":")
            if colon:
                self.headers.setdefault(name.strip(), value.strip())
        self.max_retries, self.transport = max_retries, http_client or DefaultHttpxClient()
        self.chat, self.responses = Chat(self), Resource(self, "responses")

    def post(self, path: str, body: dict) -> Response:
        own = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": "OpenAI/Python",
            "X-Stainless-Lang": "python",
            "Authorization": f"Bearer {self.api_key}",
        }
        if self.organization is not None:
            own["OpenAI-Organization"] = self.organization
        if self.project is not None:
            own["OpenAI-Project"] = self.project
        for attempt in range(self.max_retries + 1):
            request = Request("POST", self.base_url + path, list({**own, **self.headers}.items()), body)
            try:
                response = self.transport.send(request)
            except Exception as error:
                if attempt < self.max_retries:
                    continue
                raise APIConnectionError() from error
            if response.status_code < 300:
                return response
            if attempt == self.max_retries:
                raise APIStatusError(response)
        raise AssertionError("no attempt")
