// SPDX-License-Identifier: Apache-2.0
#include "ui/window/qt_messages.h"

#include <QString>

#include "core/base/log.h"

namespace destudio::ui {
namespace {

spdlog::level::level_enum level_of(QtMsgType type) {
    switch (type) {
        case QtDebugMsg:
            return spdlog::level::debug;
        case QtInfoMsg:
            return spdlog::level::info;
        case QtWarningMsg:
            return spdlog::level::warn;
        case QtCriticalMsg:
            return spdlog::level::err;
        case QtFatalMsg:
            break;
    }
    return spdlog::level::critical;  // Qt ends the program after it
}

void to_log(QtMsgType type, const QMessageLogContext& context, const QString& text) {
    const std::string category = context.category != nullptr ? context.category : "default";
    spdlog::log(level_of(type), "{}{}", category == "default" ? std::string() : category + ": ", text.toStdString());
}

}  // namespace

void forward_qt_messages() {
    qInstallMessageHandler(to_log);
}

}  // namespace destudio::ui
