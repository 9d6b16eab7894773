// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command_list.h"

namespace destudio::cli {

void add_bench_command(CLI::App& app, Context& context) {
    CLI::App* bench = app.add_subcommand("bench", "Measure");
    bench->require_subcommand(1);
    add_bench_parts_commands(*bench, context);
    add_bench_memory_command(*bench, context);
    add_bench_bundle_command(*bench, context);
    add_bench_compare_command(*bench, context);
    add_bench_loop_command(*bench, context);
}

}  // namespace destudio::cli
