"""What the stand-ins share: what was sent, what is answered, which tokens a sign-in gives."""

import time

sent: list = []
replies: list = []
tokens: list = []


def next_token() -> tuple:
    """The next token, and when it ends."""
    if not tokens:
        raise RuntimeError("the sign-in fails with poison-secret")
    token = tokens.pop(0)
    return token["token"], time.time() + token["secondsLeft"]
