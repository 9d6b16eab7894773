// SPDX-License-Identifier: Apache-2.0
#include "ui/versions/version_texts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include "ui/base/count_text.h"

namespace destudio::ui {
namespace {

struct VersionTexts {
    Q_DECLARE_TR_FUNCTIONS(destudio::ui::VersionTexts)
};

/// The core's English; a name that is not among them is shown as it is.
QString reason(const QString& name) {
    static const QRegularExpression decisions(QStringLiteral("^Before deciding on (\\d+) variants$"));
    static const QRegularExpression relabelled(QStringLiteral("^Before relabelling (\\d+) variants$"));
    static const QRegularExpression back(QStringLiteral("^Before going back to \"(.*)\"$"));
    if (name == QStringLiteral("Before an import")) {
        return VersionTexts::tr("Before an import");
    }
    if (name == QStringLiteral("Before an export")) {
        return VersionTexts::tr("Before an export");
    }
    if (name == QStringLiteral("Before merging classes")) {
        return VersionTexts::tr("Before merging classes");
    }
    if (const auto match = decisions.match(name); match.hasMatch()) {
        return VersionTexts::tr("Before deciding on %n variants", nullptr, match.captured(1).toInt());
    }
    if (const auto match = relabelled.match(name); match.hasMatch()) {
        return VersionTexts::tr("Before relabelling %n variants", nullptr, match.captured(1).toInt());
    }
    if (const auto match = back.match(name); match.hasMatch()) {
        return VersionTexts::tr("Before going back to “%1”").arg(reason(match.captured(1)));
    }
    return name;
}

QString joined_names(const std::vector<std::string>& names) {
    QStringList list;
    for (const std::string& name : names) {
        list << QString::fromStdString(name);
    }
    return list.join(QStringLiteral(", "));
}

int version_number(std::size_t count) {
    return static_cast<int>(count);
}

QString box_sum(const VersionDiff& diff) {
    std::size_t added = 0;
    std::size_t removed = 0;
    std::size_t changed = 0;
    for (const VersionDiff::Boxes& boxes : diff.boxes) {
        added += boxes.added;
        removed += boxes.removed;
        changed += boxes.changed;
    }
    return VersionTexts::tr("%n variants have other boxes", nullptr, version_number(diff.boxes.size())) +
           VersionTexts::tr(" (%1 added, %2 removed, %3 changed)")
               .arg(count_text(added), count_text(removed), count_text(changed));
}

QString class_sum(const VersionDiff& diff) {
    QStringList parts;
    if (!diff.classes_added.empty()) {
        parts << VersionTexts::tr("new: %1").arg(joined_names(diff.classes_added));
    }
    if (!diff.classes_removed.empty()) {
        parts << VersionTexts::tr("gone: %1").arg(joined_names(diff.classes_removed));
    }
    for (const auto& [before, after] : diff.classes_renamed) {
        parts << VersionTexts::tr("%1 is called %2").arg(QString::fromStdString(before), QString::fromStdString(after));
    }
    if (diff.class_order_changed) {
        parts << VersionTexts::tr("another order");
    }
    return parts.isEmpty() ? QString() : VersionTexts::tr("Classes: %1").arg(parts.join(QStringLiteral("; ")));
}

QString reference_sum(const VersionDiff& diff) {
    QStringList parts;
    if (!diff.references_added.empty()) {
        parts << VersionTexts::tr("%1 added").arg(count_text(diff.references_added.size()));
    }
    if (!diff.references_removed.empty()) {
        parts << VersionTexts::tr("%1 removed").arg(count_text(diff.references_removed.size()));
    }
    if (!diff.references_changed.empty()) {
        parts << VersionTexts::tr("%1 changed").arg(count_text(diff.references_changed.size()));
    }
    return parts.isEmpty() ? QString() : VersionTexts::tr("References: %1").arg(parts.join(QStringLiteral(", ")));
}

}  // namespace

QString version_name(const ProjectVersion& version) {
    const QString name = QString::fromStdString(version.name);
    return version.automatic ? reason(name) : name;
}

QString moment_text(std::int64_t seconds) {
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds), QLocale::ShortFormat);
}

QString export_text(const VersionExport& made) {
    return VersionTexts::tr("%1: %2 images with %3 boxes in %4")
        .arg(QString::fromStdString(made.format), count_text(made.images), count_text(made.boxes),
             QString::fromStdString(made.folder));
}

QString diff_summary(const VersionDiff& diff) {
    QStringList variants;
    if (!diff.added.empty()) {
        variants << VersionTexts::tr("%n variants are new", nullptr, version_number(diff.added.size()));
    }
    if (!diff.removed.empty()) {
        variants << VersionTexts::tr("%n variants are gone", nullptr, version_number(diff.removed.size()));
    }
    if (!diff.states.empty()) {
        variants << VersionTexts::tr("%n variants are decided otherwise", nullptr, version_number(diff.states.size()));
    }
    if (!diff.boxes.empty()) {
        variants << box_sum(diff);
    }
    QStringList lines{variants.join(QStringLiteral(" · ")), class_sum(diff), reference_sum(diff)};
    if (diff.detections_renamed > 0) {
        lines << VersionTexts::tr("%n detections have another class, because classes were merged", nullptr,
                                  version_number(diff.detections_renamed));
    }
    if (diff.threshold_before != diff.threshold_after) {
        const QLocale locale;
        lines << VersionTexts::tr("The threshold was %1 and is %2")
                     .arg(locale.toString(diff.threshold_before, 'f', 2),
                          locale.toString(diff.threshold_after, 'f', 2));
    }
    lines.removeAll(QString());
    return lines.isEmpty() ? VersionTexts::tr("Nothing differs.") : lines.join(QLatin1Char('\n'));
}

}  // namespace destudio::ui
