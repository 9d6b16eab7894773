// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>
#include <deque>
#include <functional>
#include <memory>

#include "core/engine/model/model_listing.h"
#include "ui/base/background_task.h"

namespace destudio::ui {

/// The user's list of models for the window: looked through and changed on a worker, one change after the other.
class LibraryController : public QObject {
    Q_OBJECT

public:
    using Open = std::function<models::ModelLibrary()>;

    /// @param open  reads the list; model_library() in the program
    explicit LibraryController(Open open, QObject* parent = nullptr);

    const ModelListing& listing() const { return m_listing; }
    /// Looks through everything again.
    void refresh();
    /// The same unless that was done, or is being done.
    void refresh_once();
    /// Models, folders with models, folders with CLIP's vocabulary; each ends with added() or failed().
    void add(const QStringList& paths);
    /// The folder of CLIP's vocabulary for single-file models.
    void add_vocabulary(const QString& folder);
    /// Takes a model or folder off the list; nothing is deleted.
    void forget(const QString& path);
    /// New projects begin with it; empty: with the built-in bundle.
    void set_default(const QString& path);
    bool busy() const { return m_task.busy() || !m_changes.empty(); }

signals:
    void busy_changed();
    void progressed(int done, int total);
    /// listing() is new.
    void changed();
    /// @param sentence what it is
    void added(const QString& path, const QString& sentence);
    void failed(const QString& sentence);

private:
    /// A change of the list, and what to tell when it is made.
    struct Change {
        std::function<std::string(models::ModelLibrary&)> make;
        QString added;  ///< the path of what it adds; empty for other changes
    };
    struct Told {
        QString added;
        QString sentence;
        bool is_problem = false;
    };
    /// What a turn of the worker made; complete up to where it was stopped.
    struct Turn {
        std::vector<Told> told;
        ModelListing listing;
        bool is_listed = false;
    };

    void order(Change change);
    void begin();
    void end(const Turn& turn);

    Open m_open;
    ModelListing m_listing;
    std::deque<Change> m_changes;  ///< that wait for the worker
    bool m_listed = false;
    BackgroundTask<std::shared_ptr<Turn>> m_task{this};
};

}  // namespace destudio::ui
