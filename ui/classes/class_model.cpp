// SPDX-License-Identifier: Apache-2.0
#include "ui/classes/class_model.h"

#include <QIcon>
#include <QLocale>
#include <QMimeData>
#include <algorithm>

#include "ui/base/column_alignment.h"
#include "ui/session/workspace.h"
#include "widgets/base/class_palette.h"

namespace destudio::ui {
namespace {

constexpr int kCountDelayMs = 200;
const auto kMime = QStringLiteral("application/x-destudio-class");

}  // namespace

ClassModel::ClassModel(Workspace& workspace, QObject* parent) : QAbstractTableModel(parent), m_workspace(workspace) {
    m_count_timer.setSingleShot(true);
    m_count_timer.setInterval(kCountDelayMs);
    connect(&m_count_timer, &QTimer::timeout, this, &ClassModel::count);
    connect(&workspace, &Workspace::session_closing, this, [this] {
        m_count_timer.stop();
        m_query.forget();
    });
    connect(&workspace, &Workspace::session_changed, this, &ClassModel::reload);
    connect(&workspace, &Workspace::classes_changed, this, &ClassModel::reload);
    connect(&workspace, &Workspace::threshold_changed, &m_count_timer, [this] { m_count_timer.start(); });
    connect(&workspace, &Workspace::project_changed, this, [this](const ProjectChange& change) {
        if (change.what == ProjectChange::What::kSettings) {
            show_bound();
        } else {
            m_count_timer.start();
        }
    });
    reload();
    count();
}

void ClassModel::reload() {
    beginResetModel();
    m_classes.clear();
    if (Session* session = m_workspace.session()) {
        m_classes = session->classes();
    }
    endResetModel();
    show_bound();
    m_count_timer.start();
}

void ClassModel::show_bound() {
    if (Session* session = m_workspace.session()) {
        session->attempt([&] { m_project_bound = session->project().settings().lower_bound(); });
    }
    if (!m_classes.empty()) {
        emit dataChanged(index(0, kAcceptedColumn), index(rowCount() - 1, kAcceptedColumn));
    }
}

void ClassModel::count() {
    m_count_timer.stop();
    Session* session = m_workspace.session();
    if (session == nullptr) {
        m_usage.clear();
        return;
    }
    m_query.ask(
        session->project().file(),
        [threshold = session->threshold()](Project& project) { return project.statistics().class_usage(threshold); },
        [this](const std::map<RowId, ClassUsage>& usage) {
            m_usage = usage;
            if (!m_classes.empty()) {
                emit dataChanged(index(0, kAcceptedColumn), index(rowCount() - 1, kColumns - 1));
            }
            emit counted();
        },
        [this](const QString& sentence) { m_workspace.report(sentence); });
}

int ClassModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_classes.size());
}

int ClassModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

int ClassModel::row_of(RowId class_id) const {
    const auto found = std::find_if(m_classes.begin(), m_classes.end(),
                                    [class_id](const ProjectClass& entry) { return entry.id == class_id; });
    return found == m_classes.end() ? -1 : static_cast<int>(found - m_classes.begin());
}

RowId ClassModel::class_at(int row) const {
    return row >= 0 && row < rowCount() ? m_classes[static_cast<std::size_t>(row)].id : 0;
}

ClassUsage ClassModel::usage(RowId class_id) const {
    const auto found = m_usage.find(class_id);
    return found != m_usage.end() ? found->second : ClassUsage();
}

int ClassModel::lower_bound(const ProjectClass& entry) const {
    return entry.lower_bound.value_or(m_project_bound);
}

QVariant ClassModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ProjectClass& entry = m_classes[static_cast<std::size_t>(index.row())];
    const ClassUsage counts = usage(entry.id);
    const QLocale locale;
    const QString name = QString::fromStdString(entry.name);
    switch (role) {
        case Qt::DisplayRole:
            switch (index.column()) {
                case kNameColumn:
                    return name;
                case kNumberColumn:
                    return locale.toString(index.row() + 1);
                case kAcceptedColumn:
                    return tr("%1 of %2")
                        .arg(locale.toString(qulonglong(counts.accepted)), locale.toString(lower_bound(entry)));
                case kOpenColumn:
                    return locale.toString(qulonglong(counts.open));
                default:
                    return locale.toString(qulonglong(counts.boxes));
            }
        case Qt::DecorationRole:
            return index.column() == kNameColumn
                       ? QVariant(widgets::swatch(QColor(static_cast<QRgb>(0xff000000u | entry.color))))
                       : QVariant();
        case Qt::TextAlignmentRole:
            return column_alignment(index.column() != kNameColumn);
        case Qt::AccessibleTextRole:
            return index.column() == kNameColumn
                       ? tr("%1, %2 of %3 accepted, %4 boxes")
                             .arg(name, locale.toString(qulonglong(counts.accepted)),
                                  locale.toString(lower_bound(entry)), locale.toString(qulonglong(counts.boxes)))
                       : QVariant();
        case kIdRole:
            return QVariant::fromValue<qlonglong>(entry.id);
        default:
            return {};
    }
}

QVariant ClassModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return column_alignment(section != kNameColumn);
    }
    if (role == Qt::ToolTipRole && section == kNumberColumn) {
        return tr("The first ten are chosen by the digits 1 to 9 and 0; exports keep this order.");
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case kNameColumn:
            return tr("Class");
        case kNumberColumn:
            return tr("No.");
        case kAcceptedColumn:
            return tr("Accepted");
        case kOpenColumn:
            return tr("Open");
        default:
            return tr("All boxes");
    }
}

Qt::ItemFlags ClassModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    // Between rows only: onto a row would look like merging.
    return index.isValid() ? flags | Qt::ItemIsDragEnabled : flags | Qt::ItemIsDropEnabled;
}

QStringList ClassModel::mimeTypes() const {
    return {kMime};
}

QMimeData* ClassModel::mimeData(const QModelIndexList& indexes) const {
    auto* data = new QMimeData;
    data->setData(kMime, QByteArray::number(indexes.isEmpty() ? 0 : qlonglong(class_at(indexes.front().row()))));
    return data;
}

bool ClassModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int, const QModelIndex& parent) {
    if (action != Qt::MoveAction || parent.isValid() || !data->hasFormat(kMime)) {
        return false;
    }
    const RowId id = data->data(kMime).toLongLong();
    const int from = row_of(id);
    const int before = row < 0 ? rowCount() : row;
    const int place = before > from ? before - 1 : before;
    if (from >= 0 && place != from) {
        emit move_requested(id, place);
    }
    return false;  // the view must not take the row out: the project says where it is
}

}  // namespace destudio::ui
