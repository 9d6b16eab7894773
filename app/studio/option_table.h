// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCommandLineOption>
#include <QStringList>
#include <vector>

namespace destudio {

/// The options of the window's command line: what is parsed, what the help shows, what the manual is made from.
struct OptionTable {
    QCommandLineOption help;
    QCommandLineOption version;
    QCommandLineOption bundle;
    QCommandLineOption screenshot;
    QCommandLineOption page;
    QCommandLineOption window_size;
    QCommandLineOption theme;
    QCommandLineOption language;
    QCommandLineOption generate;
    QCommandLineOption exit_after_startup;
    QCommandLineOption startup_time;
    QCommandLineOption write_manual;  ///< of the build; hidden from the help

    OptionTable();

    /// All but the hidden one, in the order of the help.
    std::vector<const QCommandLineOption*> shown() const;
    /// All values that an option can have; empty: any.
    QStringList choices(const QCommandLineOption& option) const;
};

}  // namespace destudio
