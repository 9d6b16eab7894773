// SPDX-License-Identifier: Apache-2.0
#include "ui/models/library_controller.h"

#include <exception>
#include <utility>

#include "core/base/error.h"

namespace destudio::ui {

LibraryController::LibraryController(Open open, QObject* parent) : QObject(parent), m_open(std::move(open)) {}

void LibraryController::refresh() {
    if (m_task.busy()) {
        return;
    }
    begin();
}

void LibraryController::refresh_once() {
    if (!m_listed) {
        refresh();
    }
}

void LibraryController::add(const QStringList& paths) {
    for (const QString& path : paths) {
        order(
            {[path = path.toStdString()](models::ModelLibrary& library) { return add_to_list(library, path).sentence; },
             path});
    }
}

void LibraryController::add_vocabulary(const QString& folder) {
    order({[path = folder.toStdString()](models::ModelLibrary& library) {
               destudio::add_vocabulary(library, path);
               return std::string();
           },
           {}});
}

void LibraryController::forget(const QString& path) {
    order({[path = path.toStdString()](models::ModelLibrary& library) {
               library.forget(path);
               return std::string();
           },
           {}});
}

void LibraryController::set_default(const QString& path) {
    order({[path = path.toStdString()](models::ModelLibrary& library) {
               library.set_default(path);
               return std::string();
           },
           {}});
}

void LibraryController::order(Change change) {
    m_changes.push_back(std::move(change));
    if (m_task.busy()) {
        m_task.cancel();  // the listing; what it was to show is not so any more
    } else {
        begin();
    }
}

void LibraryController::begin() {
    const auto turn = std::make_shared<Turn>();
    m_task.start(
        [open = m_open, turn, changes = std::exchange(m_changes, {})](std::stop_token stop,
                                                                      const ProgressSink& progress) {
            // Changes are made whatever else is ordered meanwhile; only the listing is given up.
            try {
                auto library = open();
                for (const Change& change : changes) {
                    try {
                        const std::string sentence = change.make(library);
                        turn->told.push_back({change.added, QString::fromStdString(sentence), false});
                    } catch (const std::exception& error) {
                        turn->told.push_back({{}, QString::fromUtf8(error.what()), true});
                    }
                }
                turn->listing = list_models(library, progress, stop);
                turn->is_listed = true;
            } catch (const CancelledError&) {
            } catch (const std::exception& error) {
                turn->told.push_back({{}, QString::fromUtf8(error.what()), true});
            }
            return turn;
        },
        [this](const Progress& now) { emit progressed(static_cast<int>(now.done), static_cast<int>(now.total)); },
        [this](const std::shared_ptr<Turn>& done) { end(*done); },
        [this](const QString& sentence) {
            emit failed(sentence);
            emit busy_changed();
        });
    emit busy_changed();
}

void LibraryController::end(const Turn& turn) {
    if (turn.is_listed) {
        m_listing = turn.listing;
        m_listed = true;
        emit changed();
    }
    for (const Told& told : turn.told) {
        if (told.is_problem) {
            emit failed(told.sentence);
        } else if (!told.added.isEmpty()) {
            emit added(told.added, told.sentence);
        }
    }
    if (!m_changes.empty()) {
        begin();
    } else {
        emit busy_changed();
    }
}

}  // namespace destudio::ui
