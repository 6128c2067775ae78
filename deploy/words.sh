#!/bin/sh
# Gather the texts a person reads into locale/ (write), or say whether that was forgotten (check).
set -eu

gather() {                  # gather FOLDER: run in a tree that holds the sources and locale/
    cd "$1"
    set -- --no-obsolete --no-wrap --add-location file --verbosity 0
    set -- "$@" --ignore 'tests/*' --ignore 'node_modules/*' --ignore 'build/*' --ignore 'var/*' \
        --ignore '.venv/*' --ignore '*/vendor/*'
    MOMENTS_DEMO=1 python manage.py makemessages "$@" --locale en --locale de
    MOMENTS_DEMO=1 python manage.py makemessages "$@" --all --domain djangojs --extension js
    python -m frontend.phone.catalogues
}

case ${1:-} in
    write)
        gather .
        ;;
    check)
        copy=$(mktemp -d)
        trap 'rm -rf "$copy"' EXIT
        git ls-files --cached --others --exclude-standard -- manage.py shopper api frontend reports locale |
            while read -r file; do if [ -e "$file" ]; then echo "$file"; fi; done |
            tar --create --files-from - | tar --extract --directory "$copy"
        (gather "$copy")
        for catalogue in "$copy"/locale/*/LC_MESSAGES/*.po "$copy"/frontend/phone/client/words/*.json \
            "$copy"/frontend/phone/client/tools/words-*.js; do
            ours=${catalogue#"$copy/"}
            if ! diff -I '^"POT-Creation-Date' "$ours" "$catalogue" >/dev/null 2>&1; then
                diff -u -I '^"POT-Creation-Date' "$ours" "$catalogue" | head -n 20 || true
                echo "The texts have changed and $ours has not. Run: make words" >&2
                exit 1
            fi
        done
        ;;
    *)
        echo "usage: $0 write|check" >&2
        exit 2
        ;;
esac
