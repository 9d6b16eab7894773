// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>
#include <filesystem>
#include <set>

#include "core/engine/model/model_fit.h"
#include "ui/base/background_task.h"

namespace destudio::ui {

class Workspace;

/// Finds out whether the model in use suits the open project's pictures and classes, whenever one of them changes.
class FitController : public QObject {
    Q_OBJECT

public:
    explicit FitController(Workspace& workspace, QObject* parent = nullptr);

    /// The model in use. @param adapter empty: the bundle's own
    void set_bundle(const BundleInfo& bundle, const std::filesystem::path& adapter);
    /// A person goes on with it all the same: nothing more is said of this project and model.
    void ignore();
    /// Empty while it fits, or while a person goes on all the same.
    const QString& sentence() const { return m_sentence; }
    bool busy() const { return m_task.busy() || m_soon.isActive(); }

signals:
    void changed(const QString& sentence);

private:
    void judge();
    void tell(const QString& sentence);
    std::string key() const;

    Workspace& m_workspace;
    BundleInfo m_bundle;
    std::filesystem::path m_adapter;
    bool m_has_bundle = false;
    QString m_sentence;
    std::set<std::string> m_ignored;  ///< projects with their models
    QTimer m_soon;
    BackgroundTask<ModelFit> m_task{this};
};

}  // namespace destudio::ui
