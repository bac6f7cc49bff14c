#!/usr/bin/env python3
"""A worker of a manager at $WM_SERVER: takes items until all are done, and counts the words of the text that each names."""

import base64
import collections
import json
import os
import random
import secrets
import socket
import sys
import threading
import time
import traceback
import urllib.error
import urllib.request

SERVER = os.environ.get("WM_SERVER", "http://localhost:8080").rstrip("/")
WORKER = secrets.token_hex(8)  # new with each process
WAIT_MILLIS = 20_000


def work(number, data):
    """What is done with an item: the path of a text goes in, the number of each of its words comes out."""
    with open(data, encoding="utf-8") as text:
        words = collections.Counter(text.read().lower().split())
    return "".join(f"{word}\t{count}\n" for word, count in sorted(words.items())).encode()


def post(path, body, timeout=WAIT_MILLIS / 1000 + 10):
    request = urllib.request.Request(
        SERVER + path, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST")
    with urllib.request.urlopen(request, timeout=timeout) as answer:
        return json.load(answer)


def exchange(number, ended):
    """Ends what was held and takes one more. Sent until it is answered: the same number gets the same answer."""
    request = {"worker": WORKER, "slot": 0, "number": number, "ended": ended, "take": 1, "waitMillis": WAIT_MILLIS}
    if number == 1:
        request["about"] = {"host": socket.gethostname(), "pid": os.getpid(), "version": "example"}
    failures = 0
    while True:
        try:
            return post("/v1/exchange", request)
        except urllib.error.HTTPError as refused:
            if refused.code < 500:
                sys.exit(f"worker.py: the manager refuses: {refused.read().decode(errors='replace')}")
            problem = refused
        except (OSError, ValueError) as away:  # no connection, half an answer, no JSON
            problem = away
        failures += 1
        pause = min(5, 0.1 * 2 ** failures) * random.uniform(0.5, 1)
        print(f"worker.py: {problem}; again in {pause:.1f} s", file=sys.stderr)
        time.sleep(pause)


class Lease:
    """Says, at a third of the lease, that the attempt is alive, for as long as it is."""

    def __init__(self, item):
        self.token = item["token"]
        self.period = item["leaseMillis"] / 3000
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.renew, daemon=True)

    def renew(self):
        while not self.over.wait(self.period):
            try:
                post("/v1/leases/renew", {"worker": WORKER, "tokens": [self.token]}, self.period)
            except (OSError, ValueError) as problem:
                print(f"worker.py: not renewed: {problem}", file=sys.stderr)

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *unused):
        self.over.set()


def attempt(item):
    """Works on an item, and tells how that ended. A result above 64 KiB would be put before: see docs/protocol.md."""
    with Lease(item):
        try:
            result = work(item["id"], item.get("data"))
            return {"token": item["token"], "end": "done", "result": base64.b64encode(result).decode()}
        except Exception:
            return {"token": item["token"], "end": "failed", "exit": 1, "stderr": traceback.format_exc()[-1000:]}


def main():
    number, ended = 0, []
    while True:
        number += 1
        answer = exchange(number, ended)
        if answer["next"] == "finished":
            return
        ended = [attempt(item) for item in answer["items"]]


if __name__ == "__main__":
    main()
