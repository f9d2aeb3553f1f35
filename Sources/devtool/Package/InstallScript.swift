/// `install.sh` of the tarball.
enum InstallScript {
  static let text = """
    #!/bin/sh
    # Installs dealboard below PREFIX (default: /usr/local), or removes it again:
    #   [PREFIX=FOLDER] ./install.sh [uninstall]
    set -eu
    cd "$(dirname "$0")"
    prefix=${DESTDIR:-}${PREFIX:-/usr/local}

    each_file() { find bin share -type f | sort; }

    case ${1:-install} in
    install)
      each_file | while read -r file; do
        mode=644
        if [ -x "$file" ]; then mode=755; fi
        install -D -m "$mode" "$file" "$prefix/$file"
      done
      echo "Installed dealboard below $prefix. To remove it: PREFIX=${PREFIX:-/usr/local} ./install.sh uninstall"
      missing=$(ldd bin/dealboard bin/dealboard-workbook | awk '/not found/ { print $1 }' | sort -u | tr '\\n' ' ')
      if [ -n "$missing" ]; then
        echo "Missing: ${missing}. On Debian: apt install libncursesw6 libsqlite3-0 libstdc++6 libxml2" >&2
        exit 1
      fi
      ;;
    uninstall)
      each_file | while read -r file; do rm -f "$prefix/$file"; done
      # Only what dealboard alone had there.
      rmdir "$prefix/share/doc/dealboard/examples" "$prefix/share/doc/dealboard" 2>/dev/null || true
      echo "Removed dealboard below $prefix. Databases stay where they are."
      ;;
    *)
      echo "usage: [PREFIX=FOLDER] ./install.sh [uninstall]" >&2
      exit 2
      ;;
    esac

    """
}
