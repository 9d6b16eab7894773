// SPDX-License-Identifier: Apache-2.0
#include "screenshot.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPixmap>
#include <cstdio>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "ui/window/main_window.h"

namespace destudio {
namespace {

constexpr int kLookMs = 60;
// A picture that was asked for is loaded, then painted: so many quiet looks make sure of both.
constexpr int kQuietLooks = 5;

}  // namespace

Screenshot::Screenshot(ui::MainWindow& window, QString file, QObject* parent)
    : QObject(parent), m_window(window), m_file(std::move(file)) {
    connect(&m_timer, &QTimer::timeout, this, &Screenshot::look);
    m_timer.start(kLookMs);
}

void Screenshot::look() {
    m_quiet = m_window.settled() ? m_quiet + 1 : 0;
    if (m_quiet >= kQuietLooks) {
        m_timer.stop();
        finish();
    }
}

void Screenshot::finish() {
    int status = 0;
    if (!m_file.isEmpty()) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        m_window.grab().toImage().save(&buffer, "PNG");
        try {
            write_file_atomically(m_file.toStdString(), std::string_view(bytes.constData(), bytes.size()));
        } catch (const Error& error) {
            std::fprintf(stderr, "%s\n", error.what());
            status = static_cast<int>(exit_status(error));
        }
    }
    if (!m_window.message().isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(m_window.message()));
        status = static_cast<int>(ExitStatus::kFailed);
    }
    QCoreApplication::exit(status);
}

}  // namespace destudio
