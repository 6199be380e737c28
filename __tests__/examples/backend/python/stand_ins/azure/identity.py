"""Stands in for azure-identity."""

import time
from typing import Callable

import world


class DefaultAzureCredential:
    def get_token(self, scope: str) -> tuple:
        assert scope == "https://cognitiveservices.azure.com/.default", scope
        return world.next_token()


def get_bearer_token_provider(credential: DefaultAzureCredential, scope: str) -> Callable[[], str]:
    """Keeps a token until it ends, as the real one does."""
    kept: list = []

    def provide() -> str:
        if not kept or kept[0][1] <= time.time():
            kept[:] = [credential.get_token(scope)]
        return kept[0][0]

    return provide
