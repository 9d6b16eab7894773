// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <functional>

namespace destudio::test {

/// What a finished program left.
struct ProcessResult {
    int status = -1;  ///< -1: did not start, crashed or hung
    QString out;
    QString err;

    /// Lines of standard error; a refusal has to be one.
    QStringList error_lines() const { return err.split('\n', Qt::SkipEmptyParts); }
};

/// Runs destudio-cli. `meanwhile` is called with the running process, for instance to send it a signal.
inline ProcessResult run_cli(const QStringList& arguments, const std::function<void(QProcess&)>& meanwhile = {},
                             const QString& program = QStringLiteral(DESTUDIO_CLI)) {
    QProcess process;
    process.start(program, arguments);
    ProcessResult result;
    if (!process.waitForStarted()) {
        return result;
    }
    if (meanwhile) {
        meanwhile(process);
    }
    const bool ended = process.waitForFinished(120'000);
    result.out = QString::fromUtf8(process.readAllStandardOutput());
    result.err = QString::fromUtf8(process.readAllStandardError());
    if (ended && process.exitStatus() == QProcess::NormalExit) {
        result.status = process.exitCode();
    } else {
        process.kill();
        process.waitForFinished();
    }
    return result;
}

#ifdef DESTUDIO_STUDIO
/// Runs the window's program.
inline ProcessResult run_studio(const QStringList& arguments) {
    return run_cli(arguments, {}, QStringLiteral(DESTUDIO_STUDIO));
}
#endif

}  // namespace destudio::test
