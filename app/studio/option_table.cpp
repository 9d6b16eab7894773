// SPDX-License-Identifier: Apache-2.0
#include "option_table.h"

namespace destudio {
namespace {

using Option = QCommandLineOption;

/// In the order of ui::Page.
QStringList pages() {
    return {QStringLiteral("ladder"),     QStringLiteral("editor"), QStringLiteral("gallery"),
            QStringLiteral("charts"),     QStringLiteral("export"), QStringLiteral("training"),
            QStringLiteral("evaluation"), QStringLiteral("jobs"),   QStringLiteral("models"),
            QStringLiteral("map"),        QStringLiteral("domain")};
}

QStringList themes() {
    return {QStringLiteral("system"), QStringLiteral("dark"), QStringLiteral("light")};
}

QStringList languages() {
    return {QStringLiteral("system"), QStringLiteral("en"), QStringLiteral("de"), QStringLiteral("zh_CN")};
}

/// "Colors: system, dark or light."
QString naming(const QString& what, QStringList choices) {
    const QString last = choices.takeLast();
    return QStringLiteral("%1: %2 or %3.").arg(what, choices.join(QStringLiteral(", ")), last);
}

Option hidden(Option option) {
    option.setFlags(Option::HiddenFromHelp);
    return option;
}

}  // namespace

OptionTable::OptionTable()
    : help({QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Displays help on commandline options.")),
      version({QStringLiteral("v"), QStringLiteral("version")}, QStringLiteral("Displays version information.")),
      bundle(QStringLiteral("bundle"), QStringLiteral("Bundle to generate with."), QStringLiteral("DIR")),
      screenshot(QStringLiteral("screenshot"), QStringLiteral("Write a picture of the window and quit."),
                 QStringLiteral("FILE.png")),
      page(QStringLiteral("page"), naming(QStringLiteral("Page to show"), pages()), QStringLiteral("PAGE")),
      window_size(QStringLiteral("window-size"), QStringLiteral("Size of the window in pixels."),
                  QStringLiteral("WxH")),
      theme(QStringLiteral("theme"), naming(QStringLiteral("Colors"), themes()), QStringLiteral("THEME")),
      language(QStringLiteral("language"), naming(QStringLiteral("Language of the window"), languages()),
               QStringLiteral("LANGUAGE")),
      generate(QStringLiteral("generate"), QStringLiteral("Generate a ladder of the first reference.")),
      exit_after_startup(QStringLiteral("exit-after-startup"), QStringLiteral("Quit as soon as the window is shown.")),
      startup_time(QStringLiteral("startup-time"),
                   QStringLiteral("Print how long the window took to appear, and quit.")),
      write_manual(hidden({QStringLiteral("write-manual"),
                           QStringLiteral("Write the manual page and completions of shells into a folder, and quit."),
                           QStringLiteral("DIR")})) {}

std::vector<const QCommandLineOption*> OptionTable::shown() const {
    return {&help,  &version,  &bundle,   &screenshot,         &page,        &window_size,
            &theme, &language, &generate, &exit_after_startup, &startup_time};
}

QStringList OptionTable::choices(const QCommandLineOption& option) const {
    return &option == &page       ? pages()
           : &option == &theme    ? themes()
           : &option == &language ? languages()
                                  : QStringList();
}

}  // namespace destudio
