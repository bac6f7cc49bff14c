"""A program that stays: reads items as lines of JSON, and answers each with a line of JSON."""
import json
import sys

for line in sys.stdin:
    item = json.loads(line)
    words = item["data"].split()
    if words:
        answer = {"id": item["id"], "result": max(words, key=len)}
    else:
        answer = {"id": item["id"], "exit": 1, "error": "there is no word in it"}
    print(json.dumps(answer), flush=True)
