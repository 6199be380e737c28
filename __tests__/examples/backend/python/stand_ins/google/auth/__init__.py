"""Stands in for google-auth."""

import time

import world


class Credentials:
    token, ends = None, 0.0

    @property
    def valid(self) -> bool:
        return self.token is not None and self.ends > time.time()

    def refresh(self, request: object) -> None:
        self.token, self.ends = world.next_token()


def default(scopes: list) -> tuple:
    assert scopes == ["https://www.googleapis.com/auth/cloud-platform"], scopes
    return Credentials(), "project"
