// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>
#include <iostream>
#include <memory>
#include <opencv2/core.hpp>

#include "app/cli/command.h"
#include "app/cli/output_options.h"
#include "core/base/cancellation.h"
#include "core/dataset/formats/coco/coco_format.h"
#include "core/dataset/model/outline_shape.h"
#include "core/engine/model/bundle_info.h"
#include "core/world/scene_renderer.h"

namespace destudio::cli {

namespace {

struct RenderWorldArguments {
    std::string out;
    std::string atlas;
    std::string split = "train";
    std::int64_t count = 100;
    std::int64_t first = 0;
    int size = 256;
    std::uint64_t seed = 0;
    bool test_only = false;
    bool overwrite = false;
};

std::string file_name(const std::string& split, std::int64_t index) {
    std::array<char, 32> number{};
    std::snprintf(number.data(), number.size(), "%06lld", static_cast<long long>(index));
    return split + "_" + number.data() + ".png";
}

dataset::Dataset describe(const world::SpriteAtlas& atlas, const world::SceneSpec& spec,
                          const RenderWorldArguments& options, const Context& context) {
    dataset::Dataset out;
    out.classes = atlas.classes();
    out.info = {{"description", "Clipart scenes, split " + options.split + ", seed " + std::to_string(spec.seed)}};
    for (std::int64_t i = options.first; i < options.first + options.count; ++i) {
        throw_if_stopped(context.stop);
        const world::Scene scene = world::render_scene(atlas, spec, static_cast<std::uint64_t>(i));
        dataset::Image image;
        image.id = i + 1;
        image.file_name = file_name(options.split, i);
        image.size = {scene.size, scene.size};
        image.caption = scene.caption;
        image.confirmed = true;
        image.split = options.split;
        for (std::size_t n = 0; n < scene.objects.size(); ++n) {
            const world::SceneObject& object = scene.objects[n];
            dataset::Annotation annotation;
            annotation.image_id = image.id;
            annotation.class_index = object.class_index;
            annotation.box = object.box;
            if (const MaskRuns mask = world::visible_mask(scene, n); area_of(mask) > 0) {
                annotation.outline = dataset::outline_json(mask);
                annotation.area = static_cast<double>(area_of(mask));
            }
            out.annotations.push_back(std::move(annotation));
        }
        out.images.push_back(std::move(image));
    }
    return out;
}

void render(const RenderWorldArguments& options, const Context& context) {
    const std::filesystem::path atlas_file =
        options.atlas.empty() ? built_in_bundle() / "world" / "atlas.bin" : std::filesystem::path(options.atlas);
    const auto atlas = world::SpriteAtlas::load(atlas_file);
    OutputFolder folder(options.out, {"render-world", {atlas_file}, options.overwrite});
    const world::SceneSpec spec{options.size, world::parse_split(options.split), options.seed, options.test_only};
    // Scenes are drawn twice, for the boxes and for the pictures: cheaper than holding all of them in memory.
    const auto scenes = describe(atlas, spec, options, context);
    dataset::ImageSource source;
    source.pixels = [&](const dataset::Image& image) {
        world::Scene scene = world::render_scene(atlas, spec, static_cast<std::uint64_t>(image.id - 1));
        return cv::Mat(scene.size, scene.size, CV_8UC3, scene.rgb.data()).clone();
    };
    dataset::CocoWriteOptions coco;
    coco.write_captions = true;
    dataset::write_coco(scenes, source, options.out, coco, context.stop, context.progress_sink);
    folder.finish();
    std::cout << scenes.images.size() << " scenes with " << scenes.annotations.size() << " boxes in " << options.out
              << "\n";
}

}  // namespace

void add_render_world_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<RenderWorldArguments>();
    auto* command = app.add_subcommand("render-world", "Draw scenes of the clipart world with boxes and captions");
    command->add_option("--out", options->out, "Folder for images, annotations.json and captions.json")->required();
    command->add_option("--count", options->count, "How many scenes")
        ->check(CLI::Range(1, 10'000'000))
        ->capture_default_str();
    command->add_option("--first", options->first, "Number of the first scene")
        ->check(CLI::Range(0, 1'000'000'000))
        ->capture_default_str();
    command->add_option("--size", options->size, "Pixels of each side")
        ->check(CLI::Range(16, 2048))
        ->capture_default_str();
    command->add_option("--split", options->split, "train, val or test; they share no scene")
        ->check(CLI::IsMember({"train", "val", "test"}))
        ->capture_default_str();
    command->add_option("--seed", options->seed, "Which series of scenes")->capture_default_str();
    command->add_flag("--test-only-artworks", options->test_only, "Use only artworks that training never sees");
    command->add_option("--atlas", options->atlas, "Artworks; the built-in bundle's when left out");
    add_overwrite_option(*command, options->overwrite);
    command->callback([options, &context] { render(*options, context); });
}

}  // namespace destudio::cli
