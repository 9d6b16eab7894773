// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QDateTime>
#include <QImage>
#include <vector>

#include "ui/base/background_task.h"

namespace destudio::ui {

/// The projects that were open lately, the newest first, each with a picture and how far it is. What takes a look into
/// the project files runs on a worker; a project that cannot be read has its name alone.
class RecentModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { kFileRole = Qt::UserRole + 1, kCountsRole, kTimeRole };

    explicit RecentModel(QObject* parent = nullptr);

    /// @param files project files
    void set_files(const QStringList& files);
    bool busy() const { return m_task.busy(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    struct Glance {
        QImage picture;
        qint64 references = -1;  ///< -1: not known
        qint64 variants = 0;
        qint64 reviewed = 0;
        QDateTime time;  ///< when it was written last
    };
    using Glances = std::vector<Glance>;

    static Glance look_at(const QString& file);

    QStringList m_files;
    Glances m_glances;  ///< as m_files
    BackgroundTask<Glances> m_task{this};
};

}  // namespace destudio::ui
