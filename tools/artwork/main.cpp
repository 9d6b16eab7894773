// SPDX-License-Identifier: Apache-2.0
// destudio-artwork: draws the artworks of the clipart world into the atlas of a bundle.

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <string>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "tools/artwork/artwork_builder.h"

namespace destudio::artwork {
namespace {

void build(const std::string& font, const std::filesystem::path& folder) {
    const auto atlas = build_atlas(EmojiFont(font));
    atlas.save(folder / "world" / "atlas.bin");
    write_file_atomically(folder / "LICENSES.md", licence_table(atlas));
    for (std::size_t i = 0; i < atlas.classes().size(); ++i) {
        const int index = static_cast<int>(i);
        std::cout << atlas.classes()[i] << ": " << atlas.sprites_of(index, false).size() << " artworks, "
                  << atlas.sprites_of(index, true).size() << " more for tests\n";
    }
}

}  // namespace
}  // namespace destudio::artwork

int main(int argc, char** argv) {
    CLI::App app{"Draws the artworks of the clipart world into one file."};
    std::string font = "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf";
    std::string out;
    app.add_option("--font", font, "Color emoji font")->capture_default_str();
    app.add_option("--out", out, "Folder for world/atlas.bin and LICENSES.md")->required();
    CLI11_PARSE(app, argc, argv);
    try {
        destudio::artwork::build(font, out);
    } catch (const std::exception& error) {
        std::cerr << "destudio-artwork: " << error.what() << '\n';
        return static_cast<int>(destudio::exit_status(error));
    }
    return 0;
}
