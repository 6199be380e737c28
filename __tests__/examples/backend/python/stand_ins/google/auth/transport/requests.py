"""Stands in for google-auth[requests]."""


class Request:
    pass
