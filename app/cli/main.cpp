// SPDX-License-Identifier: Apache-2.0
// destudio-cli: the core without a window. Each subcommand lives in its own *_command.cpp.

#include <exception>
#include <iostream>
#include <new>
#include <sstream>
#include <string>

#include "app/cli/command_list.h"
#include "app/cli/model_file_options.h"
#include "app/cli/progress_printer.h"
#include "app/cli/standard_output.h"
#include "app/cli/stop_on_signal.h"
#include "core/base/log.h"
#include "core/base/runtime_environment.h"
#include "core/base/shown_text.h"

namespace {

using destudio::ExitStatus;

void add_commands(CLI::App& app, destudio::cli::Context& context) {
    using namespace destudio::cli;
    add_verify_command(app, context);
    add_train_base_command(app, context);
    add_distill_command(app, context);
    add_train_lora_command(app, context);
    add_train_adapter_command(app, context);
    add_train_detector_command(app, context);
    add_import_adapter_command(app, context);
    add_evaluate_command(app, context);
    add_write_manual_command(app, context);
#ifdef DESTUDIO_WITH_ENGINE
    add_generate_command(app, context);
    add_recover_command(app, context);
    add_project_command(app, context);
    add_inspect_command(app, context);
    add_fine_tune_command(app, context);
    add_label_command(app, context);
    add_copies_command(app, context);
    add_self_check_command(app, context);
    add_suspects_command(app, context);
    add_rerun_command(app, context);
    add_scale_up_command(app, context);
    add_merge_shards_command(app, context);
    add_make_bundle_command(app, context);
    add_check_bundle_command(app, context);
    add_models_command(app, context);
    add_bench_command(app, context);
    add_gain_command(app, context);
    add_experiment_command(app, context);
    add_convert_command(app, context);
    add_validate_command(app, context);
    add_stats_command(app, context);
    add_split_command(app, context);
    add_merge_command(app, context);
    add_report_command(app, context);
    add_render_world_command(app, context);
#endif
}

/// libtorch appends a C++ stack trace to its messages; a person gets the first line.
std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

int report(const std::exception& error) {
    const ExitStatus status = destudio::exit_status(error);
    if (status == ExitStatus::kCancelled) {
        std::cerr << "Cancelled. What was finished is kept.\n";
    } else {
        std::cerr << "destudio-cli: " << destudio::shown_text(first_line(error.what())) << '\n';
    }
    return static_cast<int>(status);
}

/// The help, the version, or what is wrong with the options.
int report_parsing(const CLI::App& app, const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream problem;
    const int code = app.exit(error, out, problem);
    std::cout << out.str();
    std::cerr << destudio::shown_text(problem.str(), true);
    return code == 0 ? 0 : static_cast<int>(ExitStatus::kUsage);
}

/// Runs the command. @return the exit status
int run(int argc, char** argv, CLI::App& app, const destudio::cli::Context& context) {
    try {
        app.parse(argc, argv);
        return static_cast<int>(context.status);
    } catch (const CLI::ParseError& error) {
        return report_parsing(app, error);
    } catch (const std::bad_alloc&) {
        return report(
            destudio::ResourceError("Out of memory. Use a smaller size, fewer ratios at once, or another device."));
    } catch (const std::exception& error) {
        return report(error);
    }
}

}  // namespace

int main(int argc, char** argv) {
    destudio::prefer_fast_runtime(argv);
    destudio::cli::StandardOutput output;
    // Before any thread starts, so that all of them leave the signals to the one that waits for them.
    destudio::cli::StopOnSignal stop_on_signal;

    CLI::App app{"DiffusionEngine Studio without a window: generate, train, evaluate and export."};
    app.require_subcommand(1);
    app.set_version_flag("--version", "destudio-cli " DESTUDIO_VERSION);
    destudio::cli::Context context;
    context.stop = stop_on_signal.token();
    app.add_flag("--verbose", context.verbose, "Log more, timings included");
    app.add_option("--progress", context.progress, "How progress is shown on standard error")
        ->check(CLI::IsMember({"bar", "json", "none"}))
        ->capture_default_str();
    app.fallthrough();
    app.parse_complete_callback([&] {
        destudio::set_up_logging(context.verbose);
        context.progress_sink = destudio::cli::make_progress_printer(context.progress);
    });
    add_commands(app, context);
#ifdef DESTUDIO_WITH_ENGINE
    destudio::cli::add_model_file_options(app);
#endif

    const int status = run(argc, argv, app, context);
    const std::string lost = output.finish();
    if (!lost.empty()) {
        std::cerr << "destudio-cli: Standard output could not be written: " << lost
                  << ". What was to be printed is lost; files that were written are complete.\n";
    }
    return status == 0 && !lost.empty() ? static_cast<int>(ExitStatus::kFailed) : status;
}
