#!/usr/bin/env bash
# Collects every text of views/ and app/ into the .ts files of a folder; made when missing.
#
#   collect.sh LUPDATE ROOT FOLDER
#
# Line numbers stay out of the files: they would make every edit of the code show up as a change.
set -euo pipefail

lupdate=$1 root=$2 folder=$3

sources=()
for name in views app; do
    [[ -d $root/$name ]] && sources+=("$root/$name")
done
[[ ${#sources[@]} -gt 0 ]] || { echo "no views/ or app/ to collect texts from"; exit 0; }

collect() { # LANGUAGE [OPTION...]
    local language=$1
    shift
    "$lupdate" -silent -extensions cpp,h -I "$root" -locations none -no-obsolete "$@" \
        "${sources[@]}" -source-language en -target-language "$language" \
        -ts "$folder/brokerscope_$language.ts"
}

collect en -pluralonly
collect zh_CN
