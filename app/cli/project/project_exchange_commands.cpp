// SPDX-License-Identifier: Apache-2.0
// destudio-cli project import and export.
#include <algorithm>
#include <iostream>
#include <memory>
#include <set>

#include "app/cli/dataset/dataset_options.h"
#include "app/cli/output_options.h"
#include "app/cli/project/project_options.h"
#include "app/cli/project/scale_up_variants.h"
#include "core/base/shown_text.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/io/export_check.h"
#include "core/project/dataset_exchange.h"
#include "core/project/reference_import.h"
#include "core/project/store/project_errors.h"

namespace destudio::cli {

namespace {

namespace fs = std::filesystem;

struct ImportArguments {
    ProjectChoice choice;
    std::string scale_up;
    DatasetInput dataset;
    std::string references;
    bool create = false;
};

std::string counted_things(std::size_t count, const std::string& one, const std::string& more) {
    return std::to_string(count) + " " + (count == 1 ? one : more);
}

void tell(const std::vector<std::string>& problems) {
    for (const std::string& problem : problems) {
        std::cerr << "warning: " << shown_text(problem) << '\n';
    }
}

std::unique_ptr<Project> open_or_create(const ImportArguments& arguments) {
    std::error_code ec;
    const fs::path file = arguments.choice.project;
    if (!arguments.create || fs::exists(file, ec)) {
        return Project::open(file);
    }
    auto project = Project::create(file, file.stem().string());
    adopt_built_in_guidance(*project);
    return project;
}

ImportScan scan_references(const fs::path& path, const Context& context) {
    std::error_code ec;
    if (fs::is_regular_file(path, ec) && dataset::has_image_extension(path)) {
        return scan_images({path}, context.stop, context.progress_sink);
    }
    try {
        auto read = dataset::open_dataset(dataset::recognise_format(path), path);
        return scan_dataset(read, path, context.stop, context.progress_sink);
    } catch (const FormatError&) {
        if (!fs::is_directory(path, ec)) {
            throw;
        }
        return scan_image_folder(path, context.stop, context.progress_sink);
    }
}

// Of a large dataset only what the variants were made of becomes a reference.
std::size_t add_needed_references(Project& project, const VariantScan& scan, const fs::path& path,
                                  const Context& context) {
    std::set<std::string> needed;
    for (const auto& entry : scan.entries) {
        needed.insert(entry.recipe.reference_hash);
    }
    for (const Reference& reference : project.references().all()) {
        needed.erase(reference.hash);
    }
    ImportScan found = scan_references(path, context);
    std::erase_if(found.entries, [&](const auto& entry) { return !needed.contains(entry.reference.hash); });
    found.problems.clear();  // of pictures that nobody asked for
    return add_references(project, found).references.size();
}

void import_into(const ImportArguments& arguments, Context& context) {
    if (arguments.scale_up.empty() == arguments.dataset.path.empty()) {
        throw UsageError("Say what to import: --scale-up, the folder of a scale-up, or --in, a dataset.");
    }
    const auto project = open_or_create(arguments);
    VariantScan scan;
    std::size_t references = 0;
    if (!arguments.scale_up.empty()) {
        scan = scan_scale_up(arguments.scale_up);
    } else {
        const auto read = arguments.dataset.read();
        scan = scan_variants(read);
        const auto others = without_variants(read);
        if (!others.dataset.images.empty()) {
            const auto report = add_references(
                *project, scan_dataset(others, arguments.dataset.path, context.stop, context.progress_sink));
            tell(report.problems);
            references = report.references.size();
        }
    }
    if (!arguments.references.empty()) {
        references += add_needed_references(*project, scan, arguments.references, context);
    }
    const VariantImport result = import_variants(*project, scan, context.stop, context.progress_sink);
    tell(result.problems);
    std::cout << counted_things(result.added, "variant", "variants") << " and "
              << counted_things(references, "reference", "references") << " added";
    if (result.known > 0) {
        std::cout << ", " << counted_things(result.known, "variant was", "variants were") << " there already";
    }
    std::cout << '\n';
    if (result.no_reference > 0) {
        std::cerr << counted_things(result.no_reference, "variant was", "variants were")
                  << " left out, because the project does not have the picture that it was made of. Name those "
                     "pictures with --references and import again.\n";
        context.status = ExitStatus::kFailed;
    }
}

struct ExportArguments {
    ProjectChoice choice;
    std::string to = "coco";
    std::string out;
    std::vector<std::string> states{"accepted", "edited"};
    std::optional<double> threshold;
    bool out_zero_based = false;
    bool no_mark = false;
    bool overwrite = false;
};

// Open for writing, so that the version can be noted; beside a window that has it open, for reading.
std::unique_ptr<Project> open_for_export(const std::string& file, bool& writable) {
    try {
        writable = true;
        return Project::open(file);
    } catch (const ProjectInUseError&) {
        std::cerr << "The project is open elsewhere, so the export is not noted in its versions.\n";
    } catch (const ProjectNotWritableError&) {
        std::cerr << "The project cannot be written, so the export is not noted in its versions.\n";
    }
    writable = false;
    return Project::open_for_reading(file);
}

void export_from(const ExportArguments& arguments, Context& context) {
    const auto& target = dataset::find_format(arguments.to);
    std::set<VariantState> states;
    for (const std::string& word : arguments.states) {
        states.insert(parse_variant_state(word));
    }
    bool writable = false;
    const auto project = open_for_export(arguments.choice.project, writable);
    const double threshold = arguments.threshold.value_or(project->settings().threshold());
    const auto ids = chosen_variants(*project, arguments.choice);
    ProjectExport data = export_dataset(*project, threshold, states, {ids.begin(), ids.end()});
    if (data.dataset.images.empty()) {
        throw UsageError("There is nothing to export: of " + counted_things(ids.size(), "variant", "variants") +
                         " none is in one of the states that --states names.");
    }
    if (arguments.no_mark) {
        data.images.marks = dataset::MarkRule::kLeaveOut;
    }
    OutputFolder folder(arguments.out, {"export to " + arguments.to, {arguments.choice.project}, arguments.overwrite});
    RowId version = 0;
    if (writable) {
        version = project->versions().keep("Before an export", project->settings().threshold());
        name_version(data.dataset, project->versions().find(std::to_string(version)));
    }
    dataset::ReadOptions back;
    back.voc.box_style =
        arguments.out_zero_based ? dataset::VocBoxStyle::kZeroBased : dataset::VocBoxStyle::kInclusive1;
    print_issues(std::cerr, dataset::losses(data.dataset, target, back.voc));
    target.write({data.dataset, data.images, arguments.out, back.voc, context.stop, context.progress_sink});
    folder.finish();
    const auto issues = dataset::check_export(target, arguments.out, back);
    print_issues(std::cerr, issues);
    std::error_code ec;
    if (writable) {
        project->versions().add_export(version, {fs::absolute(arguments.out, ec).string(), arguments.to, 0,
                                                 data.dataset.images.size(), data.dataset.annotations.size()});
    }
    std::cout << counted_things(data.dataset.images.size(), "image", "images") << " and "
              << counted_things(data.dataset.annotations.size(), "box", "boxes") << " written to " << arguments.out
              << ", read back with " << counted_problems(issues.size());
    if (writable) {
        std::cout << "; version " << version << " of the project";
    }
    std::cout << '\n';
    context.status = issues.empty() ? ExitStatus::kDone : ExitStatus::kFailed;
}

}  // namespace

void add_project_exchange_commands(CLI::App& project, Context& context) {
    auto in = std::make_shared<ImportArguments>();
    auto* importing = project.add_subcommand(
        "import", "Bring variants of a scale-up, or the pictures of a dataset, into a project to be reviewed");
    add_project_argument(*importing, in->choice);
    importing->add_option("--scale-up", in->scale_up, "Folder of a scale-up: what it keeps becomes variants");
    add_input_options(*importing, in->dataset, "--format");
    importing->get_option("--in")->required(false)->description(
        "Dataset folder or its annotation file: generated pictures become variants, others references");
    importing->add_option("--references", in->references,
                          "Dataset, folder or picture in which to look for what the variants were made of, where the "
                          "project does not have it");
    importing->add_flag("--create", in->create, "Make the project where there is none");
    importing->callback([in, &context] { import_into(*in, context); });

    auto out = std::make_shared<ExportArguments>();
    auto* exporting = project.add_subcommand("export", "Write variants of a project as a dataset");
    add_project_argument(*exporting, out->choice);
    add_variant_options(*exporting, out->choice, false);
    exporting->add_option("--to", out->to, "Format of the output: " + listed_formats())
        ->check(CLI::IsMember(dataset::format_names()))
        ->capture_default_str();
    exporting->add_option("--out", out->out, "Output folder")->required();
    exporting->add_option("--states", out->states, "Decisions: new, accepted, edited, rejected; separated by commas")
        ->delimiter(',')
        ->check(CLI::IsMember({"new", "accepted", "edited", "rejected"}))
        ->capture_default_str();
    exporting
        ->add_option("--threshold", out->threshold,
                     "Score from which a detection becomes an annotation; the project's where it is not given")
        ->check(CLI::Range(0.0, 1.0));
    exporting->add_flag("--out-voc-zero-based", out->out_zero_based,
                        "Write VOC boxes as 0-based edges with fractions, as CVAT does");
    add_no_mark_option(*exporting, out->no_mark);
    add_overwrite_option(*exporting, out->overwrite);
    exporting->callback([out, &context] { export_from(*out, context); });
}

}  // namespace destudio::cli
