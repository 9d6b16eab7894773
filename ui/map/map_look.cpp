// SPDX-License-Identifier: Apache-2.0
#include "ui/map/map_look.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

#include "ui/session/state_words.h"
#include "widgets/base/class_palette.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using widgets::MapPoint;

struct MapTexts {
    Q_DECLARE_TR_FUNCTIONS(destudio::ui::MapTexts)
};

QColor map_state_color(VariantState state) {
    const widgets::ThemeColors& colors = widgets::theme_colors();
    switch (state) {
        case VariantState::kAccepted:
            return colors.good;
        case VariantState::kEdited:
            return colors.accent;
        case VariantState::kRejected:
        case VariantState::kFailed:
            return colors.bad;
        case VariantState::kNew:
            break;
    }
    return colors.dim_text;
}

QColor entry_color(const ProjectMap& map, std::size_t i, MapColors colors) {
    const MapEntry& entry = map.entries[i];
    if (colors == MapColors::kGroup) {
        return widgets::class_color(map.map.groups[i]);
    }
    if (entry.is_reference) {
        return widgets::theme_colors().text;
    }
    return colors == MapColors::kKind ? widgets::theme_colors().accent : map_state_color(entry.state);
}

/// Decided ones above what is open, references above all variants.
quint8 layer_of(const MapEntry& entry) {
    constexpr quint8 kReferenceLayer = 5;
    if (entry.is_reference) {
        return kReferenceLayer;
    }
    switch (entry.state) {
        case VariantState::kAccepted:
        case VariantState::kEdited:
            return 2;
        case VariantState::kNew:
            return 1;
        default:
            return 0;
    }
}

QString legend_line(const QColor& color, const QString& sign, const QString& text) {
    return QStringLiteral("<span style=\"color:%1\">%2</span>&nbsp;%3").arg(color.name(), sign, text.toHtmlEscaped());
}

}  // namespace

std::vector<MapPoint> map_points(const ProjectMap& map, MapColors colors) {
    constexpr quint8 kHoleLayer = 6;
    std::vector<MapPoint> points;
    points.reserve(map.entries.size());
    for (std::size_t i = 0; i < map.entries.size(); ++i) {
        MapPoint point;
        point.place = {map.map.positions[i].x, map.map.positions[i].y};
        point.color = entry_color(map, i, colors).rgb();
        point.shape = map.entries[i].is_reference ? MapPoint::Shape::kDiamond : MapPoint::Shape::kDot;
        point.layer = layer_of(map.entries[i]);
        points.push_back(point);
    }
    for (const std::uint32_t hole : map.map.holes) {
        points[hole].ring = true;
        points[hole].layer = kHoleLayer;
    }
    return points;
}

QString map_legend(const ProjectMap& map, MapColors colors) {
    const QString dot = QStringLiteral("●");
    const QString diamond = QStringLiteral("◆");
    const widgets::ThemeColors& theme = widgets::theme_colors();
    QStringList lines;
    if (colors == MapColors::kGroup) {
        constexpr int kShown = 8;
        const int groups =
            map.map.groups.empty() ? 0 : *std::max_element(map.map.groups.begin(), map.map.groups.end()) + 1;
        for (int group = 0; group < std::min(groups, kShown); ++group) {
            const auto count = std::count(map.map.groups.begin(), map.map.groups.end(), group);
            lines << legend_line(widgets::class_color(group), dot,
                                 MapTexts::tr("Group %1: %2").arg(group + 1).arg(QLocale().toString(qlonglong(count))));
        }
        if (groups > kShown) {
            lines << MapTexts::tr("and %n smaller groups", nullptr, groups - kShown);
        }
        lines << MapTexts::tr("◆ Reference, ● variant");
    } else {
        lines << legend_line(theme.text, diamond, MapTexts::tr("Reference"));
        if (colors == MapColors::kKind) {
            lines << legend_line(theme.accent, dot, MapTexts::tr("Variant"));
        } else {
            for (const auto state :
                 {VariantState::kNew, VariantState::kAccepted, VariantState::kEdited, VariantState::kRejected}) {
                lines << legend_line(map_state_color(state), dot, state_word(state));
            }
        }
    }
    lines << legend_line(theme.warn, QStringLiteral("◯"), MapTexts::tr("Hole: no variant fills this reference"));
    return lines.join(QStringLiteral("<br>"));
}

QString kind_text(const std::string& kind) {
    const QString name = QString::fromStdString(kind);
    if (kind == kPixelKind) {
        return MapTexts::tr("Colors and edges (no model)");
    }
    const QStringList words = name.split(QLatin1Char(' '));
    constexpr int kShownHash = 8;
    return MapTexts::tr("Features of the model %1, %2")
        .arg(words.value(1).left(kShownHash), words.last() == QStringLiteral("last")
                                                  ? MapTexts::tr("last step")
                                                  : MapTexts::tr("noise level %1").arg(words.last().mid(1)));
}

QString map_progress_text(const Progress& progress) {
    const QLocale locale;
    if (progress.stage == "look") {
        return MapTexts::tr("Looking at pictures: %1 of %2")
            .arg(locale.toString(qlonglong(progress.done)), locale.toString(qlonglong(progress.total)));
    }
    if (progress.stage == "layout" && progress.total > 0) {
        return MapTexts::tr("Laying out: %1 %").arg(100 * progress.done / progress.total);
    }
    return MapTexts::tr("Comparing…");
}

QString map_summary(const ProjectMap& map) {
    const auto references =
        std::count_if(map.entries.begin(), map.entries.end(), [](const MapEntry& entry) { return entry.is_reference; });
    const auto variants = static_cast<qlonglong>(map.entries.size()) - references;
    const QLocale locale;
    QString text = MapTexts::tr("References: %1. Variants: %2.")
                       .arg(locale.toString(qlonglong(references)), locale.toString(variants));
    if (map.without > 0) {
        text += QLatin1Char(' ') +
                MapTexts::tr("%n pictures cannot be shown this way.", nullptr, static_cast<int>(map.without));
    }
    return text;
}

}  // namespace destudio::ui
