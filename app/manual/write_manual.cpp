// SPDX-License-Identifier: Apache-2.0
#include "app/manual/write_manual.h"

#include "app/manual/shell_completion.h"
#include "core/base/atomic_file.h"

namespace destudio::manual {

void write_manual(const std::filesystem::path& folder, const CommandText& program, const PageText& text) {
    for (const auto& page : man_pages(program, text)) {
        write_file_atomically(folder / "man1" / (page.name + ".1"), page.roff);
    }
    write_file_atomically(folder / "bash" / program.name, bash_completion(program));
    write_file_atomically(folder / "zsh" / ('_' + program.name), zsh_completion(program));
}

}  // namespace destudio::manual
