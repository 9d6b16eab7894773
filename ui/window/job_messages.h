// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace destudio::ui {

class MessageBar;
struct WindowActions;
struct WindowControllers;

/// What a person is told of the jobs without asking: why they paused by themselves, and which the project kept from the
/// last time.
class JobMessages : public QObject {
    Q_OBJECT

public:
    JobMessages(WindowControllers& controllers, MessageBar& messages, const WindowActions& actions, QObject* parent);
};

}  // namespace destudio::ui
