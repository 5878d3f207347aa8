#!/usr/bin/env bash
# `rasa data validate` and `rasa test` exit 0 on what they find; this fails on it.
set -euo pipefail
cd "$(dirname "$0")/.."
export RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3 SQLALCHEMY_SILENCE_UBER_WARNING=1 PYTHONWARNINGS=ignore
RUN="./tools/uv.sh run"

# Buttons mean these two, so they have no examples; responses are said by actions (tests/content/test_responses.py).
ALLOWED="'choose'|'resume'|The utterance 'utter_"

$RUN rasa data validate >.cache/validate.txt 2>&1 || { cat .cache/validate.txt; exit 1; }
if grep -E "UserWarning: (The|There|Duplicate|Found|Entity|Slot|Intent)|not used|not listed" .cache/validate.txt | grep -vE "$ALLOWED"; then
    printf 'rasa data validate found the above.\n' >&2
    exit 1
fi

rm -rf results
model=$(ls models/wegwijzer-*.tar.gz)
$RUN rasa test core --model "$model" --stories tests/stories --out results >.cache/stories.txt 2>&1 || { tail -40 .cache/stories.txt; exit 1; }
failed=results/failed_test_stories.yml
if [ ! -f "$failed" ] || grep -q "story:" "$failed"; then
    cat "$failed" 2>/dev/null || tail -40 .cache/stories.txt
    printf 'Story tests failed.\n' >&2
    exit 1
fi
printf 'Data valid, stories passed.\n'
