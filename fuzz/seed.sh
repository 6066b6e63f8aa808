#!/bin/sh
# Fills fuzz/corpus/TARGET with the samples of testdata/ballots, each under a name of its own.
set -eu
cd "$(dirname "$0")"
for target in blt csv preflib ranked cvr matrix; do
    case $target in
        blt) endings="blt" ;;
        csv | matrix) endings="csv" ;;
        preflib) endings="soc soi toc toi cat" ;;
        ranked) endings="ranks cvotes" ;;
        cvr) endings="json" ;;
    esac
    mkdir -p "corpus/$target"
    for ending in $endings; do
        for folder in dialects invalid small; do
            for sample in ../testdata/ballots/$folder/*."$ending"; do
                if [ -e "$sample" ]; then
                    cp "$sample" "corpus/$target/$folder-$(basename "$sample")"
                fi
            done
        done
    done
done
