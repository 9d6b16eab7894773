// SPDX-License-Identifier: Apache-2.0
#include "ui/inspect/inspect_tiles.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace destudio::ui {
namespace {

using widgets::InspectTile;

QString resolution(int divisor) {
    return divisor <= 0   ? QCoreApplication::translate("destudio::ui::InspectPanel", "all resolutions")
           : divisor == 1 ? QCoreApplication::translate("destudio::ui::InspectPanel", "1/1")
                          : QCoreApplication::translate("destudio::ui::InspectPanel", "1/%1").arg(divisor);
}

InspectTile adapter_tile(const InspectRequest& request, const InspectAnswer& answer, int missed) {
    InspectTile tile;
    tile.title = QCoreApplication::translate("destudio::ui::InspectPanel", "Adapter");
    tile.note = answer.adapter.size() == 1
                    ? QCoreApplication::translate("destudio::ui::InspectPanel", "1 box")
                    : QCoreApplication::translate("destudio::ui::InspectPanel", "%1 boxes").arg(answer.adapter.size());
    tile.picture = answer.picture;
    tile.boxes = answer.adapter;
    tile.box_size = answer.size;
    if (missed >= 0 && missed < static_cast<int>(answer.missed.size())) {
        const MissedObject& object = answer.missed[static_cast<std::size_t>(missed)];
        widgets::CanvasBox box;
        box.box = object.box;
        box.color = request.classes.at(object.class_name).color;
        box.label = QCoreApplication::translate("destudio::ui::InspectPanel", "%1?")
                        .arg(QString::fromStdString(object.class_name));
        tile.boxes.push_back(box);
    }
    return tile;
}

/// The map of a resolution, or of all where the U-Net has no cross-attention there.
const InspectAnswer::Map& map_of(const InspectAnswer::Class& entry, int divisor) {
    const auto found = std::find_if(entry.maps.begin(), entry.maps.end(),
                                    [divisor](const InspectAnswer::Map& map) { return map.divisor == divisor; });
    return found == entry.maps.end() ? entry.maps.front() : *found;
}

void add_attention(std::vector<InspectTile>& tiles, const InspectAnswer& answer, const QString& message,
                   int class_index, int divisor) {
    InspectTile heat;
    heat.title = QCoreApplication::translate("destudio::ui::InspectPanel", "Attention");
    heat.message = message;
    heat.box_size = answer.size;
    InspectTile binary = heat;
    binary.title = QCoreApplication::translate("destudio::ui::InspectPanel", "Above Otsu's threshold");
    if (class_index < static_cast<int>(answer.classes.size())) {
        const auto& entry = answer.classes[static_cast<std::size_t>(class_index)];
        const auto& map = map_of(entry, divisor);
        const QString name = QString::fromStdString(entry.name);
        heat.title = QCoreApplication::translate("destudio::ui::InspectPanel", "Attention: %1").arg(name);
        heat.note = resolution(map.divisor);
        heat.picture = map.heat;
        binary.picture = map.binary;
        binary.note = map.boxes.size() == 1
                          ? QCoreApplication::translate("destudio::ui::InspectPanel", "1 box")
                          : QCoreApplication::translate("destudio::ui::InspectPanel", "%1 boxes").arg(map.boxes.size());
        for (const Box& box : map.boxes) {
            widgets::CanvasBox shown;
            shown.box = box;
            shown.color = entry.color;
            shown.label = name;
            heat.boxes.push_back(shown);
            binary.boxes.push_back(shown);
        }
    }
    tiles.push_back(heat);
    tiles.push_back(binary);
}

InspectTile feature_tile(const InspectAnswer::Features& features, const QString& title) {
    InspectTile tile;
    tile.title = title;
    tile.note = QCoreApplication::translate("destudio::ui::InspectPanel", "%1 % of %2 channels")
                    .arg(QLocale().toString(features.explained * 100, 'f', 0))
                    .arg(features.channels);
    tile.picture = features.picture;
    return tile;
}

}  // namespace

std::vector<InspectTile> inspect_tiles(const InspectRequest& request, const InspectAnswer* answer,
                                       const QString& message, int class_index, int level, int missed) {
    std::vector<InspectTile> tiles;
    if (answer == nullptr) {
        InspectTile tile;
        tile.message = message;
        tiles.assign(4, tile);
        return tiles;
    }
    const int shown = std::max(0, level);
    const bool known = shown < static_cast<int>(answer->features.size());
    const auto* features = known ? &answer->features[static_cast<std::size_t>(shown)] : nullptr;
    tiles.push_back(adapter_tile(request, *answer, missed));
    add_attention(tiles, *answer, message, class_index, level < 0 || features == nullptr ? 0 : features->divisor);
    tiles.push_back(features != nullptr ? feature_tile(*features, QCoreApplication::translate(
                                                                      "destudio::ui::InspectPanel", "Features %1")
                                                                      .arg(resolution(features->divisor)))
                                        : InspectTile{});
    return tiles;
}

std::vector<InspectTile> feature_tiles(const InspectAnswer& answer) {
    std::vector<InspectTile> tiles;
    for (const auto& features : answer.features) {
        tiles.push_back(feature_tile(features, resolution(features.divisor)));
        tiles.back().note = QCoreApplication::translate("destudio::ui::InspectPanel", "%1 %")
                                .arg(QLocale().toString(features.explained * 100, 'f', 0));
    }
    return tiles;
}

}  // namespace destudio::ui
