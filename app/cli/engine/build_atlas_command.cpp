// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/engine/artwork_builder.h"
#include "core/base/atomic_file.h"

namespace destudio::cli {

namespace {

struct Options {
    std::string font = "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf";
    std::string out;
};

void build(const Options& options) {
    const auto atlas = build_atlas(EmojiFont(options.font));
    const std::filesystem::path folder = options.out;
    atlas.save(folder / "world" / "atlas.bin");
    write_file_atomically(folder / "LICENSES.md", licence_table(atlas));
    for (std::size_t i = 0; i < atlas.classes().size(); ++i) {
        const int index = static_cast<int>(i);
        std::cout << atlas.classes()[i] << ": " << atlas.sprites_of(index, false).size() << " artworks, "
                  << atlas.sprites_of(index, true).size() << " more for tests\n";
    }
}

}  // namespace

void add_build_atlas_command(CLI::App& app, Context&) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("build-atlas", "Draw the artworks of the clipart world into one file");
    command->add_option("--font", options->font, "Colour emoji font")->capture_default_str();
    command->add_option("--out", options->out, "Folder for world/atlas.bin and LICENSES.md")->required();
    command->callback([options] { build(*options); });
}

}  // namespace destudio::cli
