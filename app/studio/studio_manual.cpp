// SPDX-License-Identifier: Apache-2.0
#include "studio_manual.h"

#include "app/manual/common_text.h"
#include "app/manual/write_manual.h"

namespace destudio {
namespace {

manual::OptionText option_text(const OptionTable& table, const QCommandLineOption& option) {
    manual::OptionText text;
    for (const QString& name : option.names()) {
        text.names.push_back((name.size() == 1 ? "-" : "--") + name.toStdString());
    }
    text.value = option.valueName().toStdString();
    text.description = option.description().toStdString();
    for (const QString& choice : table.choices(option)) {
        text.choices.push_back(choice.toStdString());
    }
    text.number = &option == &table.window_size;
    return text;
}

manual::PageText page_text() {
    manual::PageText text;
    text.version = DESTUDIO_VERSION;
    text.description =
        "destudio turns a few reference images into large, reviewed object-detection datasets. Variants of a reference "
        "at rising encode ratios stand side by side, with boxes that the model drew in the same pass; they are "
        "corrected by hand and exported to COCO, Pascal VOC, YOLO and other formats.\n\n"
        "A project is one file, NAME.destudio. Without one the sample project opens, as a copy of its own.";
    text.environment = manual::common_environment();
    text.environment.emplace_back("DESTUDIO_PRESETS", "Another file of generation presets.");
    text.files = manual::common_files();
    text.files.emplace_back("~/.local/share/DiffusionEngine Studio/destudio",
                            "The copy of the sample project, presets.");
    text.exit_status = manual::common_exit_status();
    text.see_also = {"destudio-cli"};
    return text;
}

}  // namespace

void write_studio_manual(const QString& folder, const OptionTable& table) {
    manual::CommandText program;
    program.name = "destudio";
    program.summary = "Make and review labelled variants of reference images";
    program.argument = "[PROJECT]";
    for (const QCommandLineOption* const option : table.shown()) {
        program.options.push_back(option_text(table, *option));
    }
    manual::write_manual(folder.toStdString(), program, page_text());
}

}  // namespace destudio
