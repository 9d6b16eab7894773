#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Whether every source file is as clang-format (Debian 12's, 14) writes it with .clang-format; installs it where it is
# missing. To mend a file: clang-format -i FILE. Usage: packaging/check-format.sh
set -euo pipefail
cd "$(dirname "$0")/.."

program=clang-format-14
if ! command -v "$program" >/dev/null; then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends clang-format-14 \
    >/dev/null
fi

# Tables that a program wrote are left as it wrote them.
git ls-files -z -- '*.cpp' '*.h' ':!core/diffusion/html_entity_table.cpp' |
  xargs -0 -n 100 -P "$(nproc)" "$program" --dry-run -Werror
echo "All sources are formatted."
