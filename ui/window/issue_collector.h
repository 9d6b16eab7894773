// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace destudio::ui {

class IssueModel;
struct WindowControllers;

/// Puts into the list of issues, and into the log, what goes wrong anywhere, and takes out what was put right.
class IssueCollector : public QObject {
    Q_OBJECT

public:
    IssueCollector(WindowControllers& controllers, IssueModel& issues, QObject* parent);

private:
    void follow_exports(WindowControllers& controllers);
    void follow_images(WindowControllers& controllers);
    void add_export_issue(const QString& sentence);
    /// Dismisses the issues of one kind of place.
    template <class Matches>
    void settle(Matches matches);

    IssueModel& m_issues;
};

}  // namespace destudio::ui
