// SPDX-License-Identifier: Apache-2.0
#include "ui/project/recent_model.h"

#include <QFileInfo>
#include <QLocale>
#include <exception>

#include "core/base/cancellation.h"
#include "core/image/image_io.h"
#include "core/project/project.h"
#include "widgets/base/image_conversion.h"

namespace destudio::ui {
namespace {

constexpr int kRecentSide = 192;

}  // namespace

RecentModel::RecentModel(QObject* parent) : QAbstractListModel(parent) {}

RecentModel::Glance RecentModel::look_at(const QString& file) {
    Glance glance;
    glance.time = QFileInfo(file).lastModified();
    try {
        const auto project = Project::open_for_reading(file.toStdString());
        for (const auto& [state, count] : project->variants().count_by_state()) {
            glance.variants += static_cast<qint64>(count);
            glance.reviewed +=
                state == VariantState::kNew || state == VariantState::kFailed ? 0 : static_cast<qint64>(count);
        }
        const auto references = project->references().all();
        glance.references = static_cast<qint64>(references.size());
        if (!references.empty()) {
            glance.picture = widgets::to_qimage(load_thumbnail(references.front().path, kRecentSide));
        }
    } catch (const std::exception&) {
        // Opening it will tell what is wrong.
    }
    return glance;
}

void RecentModel::set_files(const QStringList& files) {
    beginResetModel();
    m_files = files;
    m_glances.assign(static_cast<std::size_t>(files.size()), {});
    endResetModel();
    if (files.isEmpty()) {
        m_task.forget();
        return;
    }
    m_task.start(
        [files](std::stop_token stop) {
            Glances glances;
            for (const QString& file : files) {
                throw_if_stopped(stop);
                glances.push_back(look_at(file));
            }
            return glances;
        },
        [this](const Glances& glances) {
            m_glances = glances;
            emit dataChanged(index(0), index(rowCount() - 1));
        },
        [](const QString&) {});
}

int RecentModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_files.size());
}

QVariant RecentModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const QString& file = m_files[index.row()];
    const Glance& glance = m_glances[static_cast<std::size_t>(index.row())];
    const QLocale locale;
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return QFileInfo(file).completeBaseName();
        case Qt::ToolTipRole:
        case kFileRole:
            return file;
        case Qt::DecorationRole:
            return glance.picture;
        case kTimeRole:
            return glance.time.isValid() ? locale.toString(glance.time, QLocale::ShortFormat) : QString();
        case kCountsRole:
            if (glance.references < 0) {
                return QString();
            }
            return glance.variants == 0 ? tr("References: %1").arg(locale.toString(glance.references))
                                        : tr("References: %1, variants: %2, reviewed: %3")
                                              .arg(locale.toString(glance.references), locale.toString(glance.variants),
                                                   locale.toString(glance.reviewed));
        default:
            return {};
    }
}

}  // namespace destudio::ui
