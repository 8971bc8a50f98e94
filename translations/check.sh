#!/usr/bin/env bash
# Fails when a text of views/ or app/ has no translation: collects the texts into a copy of the
# .ts files and looks for entries that nobody has finished.
#
#   check.sh LUPDATE ROOT FOLDER
set -euo pipefail

lupdate=$1 root=$2 folder=$3
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

for language in en zh_CN; do
    if [[ ! -f $folder/brokerscope_$language.ts ]]; then
        echo "translations/brokerscope_$language.ts is not there; build the target update_translations"
        exit 1
    fi
    cp "$folder/brokerscope_$language.ts" "$copy/"
done

"$(dirname "${BASH_SOURCE[0]}")/collect.sh" "$lupdate" "$root" "$copy"

failed=0
for language in en zh_CN; do
    untranslated=$(awk '
        /<name>/   { context = $0; gsub(/.*<name>|<\/name>.*/, "", context) }
        /<source>/ { text = $0; gsub(/.*<source>|<\/source>.*/, "", text) }
        /<translation[^>]*type="unfinished"/ { printf "  %s: %s\n", context, text }
    ' "$copy/brokerscope_$language.ts")
    if [[ -n $untranslated ]]; then
        echo "Without a translation into $language:"
        echo "$untranslated"
        failed=1
    fi
done
if [[ $failed -ne 0 ]]; then
    echo "Build the target update_translations, translate, and remove type=\"unfinished\"."
fi
exit "$failed"
