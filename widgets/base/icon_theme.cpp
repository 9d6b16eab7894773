// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/icon_theme.h"

#include <QFile>
#include <QHash>
#include <QStandardPaths>

// Resources of a static library are dropped by the linker unless something names them; must be outside namespaces.
static void init_icon_resources() {
    Q_INIT_RESOURCE(icons);
}

namespace destudio::widgets {
namespace {

/// What Breeze calls the same thing. What is particular to this program (ladder, generate, boxes) is drawn by us.
QString breeze_name(const QString& name) {
    static const QHash<QString, QString> names{
        {QStringLiteral("accept"), QStringLiteral("checkmark")},
        {QStringLiteral("add-image"), QStringLiteral("insert-image")},
        {QStringLiteral("cancel"), QStringLiteral("dialog-cancel")},
        {QStringLiteral("charts"), QStringLiteral("office-chart-bar")},
        {QStringLiteral("close"), QStringLiteral("window-close")},
        {QStringLiteral("delete"), QStringLiteral("edit-delete")},
        {QStringLiteral("down"), QStringLiteral("go-down")},
        {QStringLiteral("duplicate"), QStringLiteral("edit-duplicate")},
        {QStringLiteral("edited"), QStringLiteral("document-edit")},
        {QStringLiteral("export"), QStringLiteral("document-export")},
        {QStringLiteral("filter"), QStringLiteral("view-filter")},
        {QStringLiteral("fit"), QStringLiteral("zoom-fit-best")},
        {QStringLiteral("folder"), QStringLiteral("document-open-folder")},
        {QStringLiteral("gallery"), QStringLiteral("view-list-icons")},
        {QStringLiteral("info"), QStringLiteral("help-about")},
        {QStringLiteral("label"), QStringLiteral("tag")},
        {QStringLiteral("new"), QStringLiteral("document-new")},
        {QStringLiteral("next"), QStringLiteral("go-next")},
        {QStringLiteral("open"), QStringLiteral("document-open")},
        {QStringLiteral("previous"), QStringLiteral("go-previous")},
        {QStringLiteral("queue"), QStringLiteral("view-sort-ascending")},
        {QStringLiteral("redo"), QStringLiteral("edit-redo")},
        {QStringLiteral("reject"), QStringLiteral("dialog-close")},
        {QStringLiteral("select"), QStringLiteral("edit-select")},
        {QStringLiteral("undo"), QStringLiteral("edit-undo")},
        {QStringLiteral("up"), QStringLiteral("go-up")},
        {QStringLiteral("zoom-actual"), QStringLiteral("zoom-original")},
    };
    return names.value(name);
}

QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray find(const QString& name) {
    if (const QString themed = breeze_name(name); !themed.isEmpty()) {
        static const QString folder =
            QStandardPaths::locate(QStandardPaths::GenericDataLocation, QStringLiteral("icons/breeze/actions/16"),
                                   QStandardPaths::LocateDirectory);
        // Only what takes its color from the text: anything else would not follow our theme.
        const QByteArray source =
            folder.isEmpty() ? QByteArray() : read(QStringLiteral("%1/%2.svg").arg(folder, themed));
        if (source.contains("currentColor")) {
            return source;
        }
    }
    init_icon_resources();
    const QByteArray own = read(QStringLiteral(":/icons/%1.svg").arg(name));
    if (own.isEmpty()) {
        qWarning("No icon is called %s.", qPrintable(name));
    }
    return own;
}

}  // namespace

QByteArray icon_source(const QString& name) {
    static QHash<QString, QByteArray> known;
    auto found = known.constFind(name);
    if (found == known.constEnd()) {
        found = known.insert(name, find(name));
    }
    return *found;
}

}  // namespace destudio::widgets
