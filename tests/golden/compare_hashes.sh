#!/usr/bin/env bash
# Fails unless every build of brokerscope_hash prints the same for every scenario of the app, as it
# stands and with its one change (--contrast).
#
#   compare_hashes.sh ROOT NAME=TOOL NAME=TOOL...
#
# The first tool is what the others are held against.
set -uo pipefail

root=$1
shift

names=() tools=()
for pair in "$@"; do
    names+=("${pair%%=*}")
    tools+=("${pair#*=}")
done

for i in "${!tools[@]}"; do
    if [[ ! -x ${tools[i]} ]]; then
        echo "${names[i]}: ${tools[i]} has not been built; run ./dev test"
        exit 1
    fi
done

shopt -s nullglob
scenarios=("$root"/resources/scenarios/*.yaml)
if [[ ${#scenarios[@]} -eq 0 ]]; then
    echo "resources/scenarios holds no scenario, so nothing was compared"
    exit 1
fi

failed=0 compared=0

# Reports what differs between two outputs of one scenario.
differ() { # SCENARIO VARIANT NAME EXPECTED ACTUAL
    failed=1
    printf '%s (%s): %s and %s disagree\n' "$1" "$2" "${names[0]}" "$3"
    diff <(printf '%s\n' "$4") <(printf '%s\n' "$5") | sed 's/^/    /'
}

for scenario in "${scenarios[@]}"; do
    for variant in primary contrast; do
        options=()
        [[ $variant == contrast ]] && options=(--contrast)
        expected=''
        for i in "${!tools[@]}"; do
            if ! actual=$("${tools[i]}" "${options[@]}" "$scenario" 2>&1); then
                printf '%s (%s): %s failed: %s\n' \
                    "$(basename "$scenario")" "$variant" "${names[i]}" "$actual"
                failed=1
            elif [[ $i -eq 0 ]]; then
                expected=$actual
                printf '%s\n' "$actual"
            elif [[ $actual != "$expected" ]]; then
                differ "$(basename "$scenario")" "$variant" "${names[i]}" "$expected" "$actual"
            fi
            compared=$((compared + 1))
        done
    done
done

if [[ $failed -ne 0 ]]; then
    # A tool older than the source is the commonest reason when only ctest was run.
    for i in "${!tools[@]}"; do
        newer=$(find "$root/engine" "$root/tests/golden" \( -name '*.h' -o -name '*.cpp' \) \
            -newer "${tools[i]}" -print -quit)
        [[ -n $newer ]] && echo "${names[i]} is older than ${newer#"$root"/}; run ./dev test"
    done
    exit 1
fi
echo "$compared runs agree (${names[*]})"
