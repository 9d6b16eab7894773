// SPDX-License-Identifier: Apache-2.0
// destudio-cli merge-shards: the folders of scale-up --shard become one dataset, or counts for the next round.
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/output_options.h"
#include "app/cli/scaleup/scale_up_printer.h"
#include "core/scaleup/merge_shards.h"
#include "core/scaleup/scale_up_folder.h"

namespace destudio::cli {

namespace {

struct MergeShardsArguments {
    std::vector<std::string> in;
    std::string out;
    std::string counts;
    bool partial = false;
    bool overwrite = false;
    bool json = false;
};

void merge(const MergeShardsArguments& options, Context& context) {
    if (options.out.empty() && options.counts.empty()) {
        throw UsageError(
            "Name a folder for the joined dataset with --out, a file for the counts with --counts, or both.");
    }
    scaleup::MergeRequest request;
    request.shards.assign(options.in.begin(), options.in.end());
    request.out = options.out;
    request.counts = options.counts;
    request.partial = options.partial;
    request.overwrite = options.overwrite;
    const auto result = scaleup::merge_shards(request, context.stop, context.progress_sink);
    if (options.json) {
        std::cout << to_text(result.counts, result.manifest);
        return;
    }
    std::cout << counts_sentence(result.counts.counts) << '\n';
    if (result.manifest.settings.contains("gate")) {
        print_gate(std::cout, result.counts.counts.gate, result.manifest.classes);
    }
    std::vector<scaleup::ClassProgress> classes;
    for (std::size_t c = 0; c < result.manifest.classes.size(); ++c) {
        classes.push_back({result.manifest.classes[c], result.counts.counts.classes[c], result.manifest.bounds[c]});
    }
    print_classes(std::cout, classes);
    print_clusters(std::cout, result.clusters);
    if (!result.finished_evenly) {
        std::cout << "A shard lags behind: item " << result.counts.next << " is missing.\n";
    }
    if (!result.counts.reached && !options.counts.empty()) {
        std::cout << "Run the shards again with --counts " << options.counts << " for what is lacking.\n";
    }
    if (!options.out.empty()) {
        std::cout << scaleup::ScaleUpFolder{options.out}.annotations().string() << '\n';
    }
}

}  // namespace

void add_merge_shards_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<MergeShardsArguments>();
    auto* command = app.add_subcommand("merge-shards", "Join the folders of scale-up --shard, or count over them");
    command->add_option("--in,shards", options->in, "Folders of all shards")->required();
    command->add_option("--out", options->out, "New folder for the joined dataset");
    command->add_option("--counts", options->counts, "File for the counts from which shards plan their next round");
    command->add_flag("--partial", options->partial, "Join what there is, also where a shard lags behind");
    command->add_flag("--json", options->json, "Print the counts as JSON");
    add_overwrite_option(*command, options->overwrite);
    command->callback([options, &context] { merge(*options, context); });
}

}  // namespace destudio::cli
