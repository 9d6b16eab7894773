// SPDX-License-Identifier: Apache-2.0
#include "ui/models/model_texts.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QStringList>

namespace destudio::ui {
namespace {

using models::Family;

struct ModelTexts {
    Q_DECLARE_TR_FUNCTIONS(destudio::ui::ModelTexts)
};

QString from(const std::string& text) {
    return QString::fromStdString(text);
}

/// Proper names stay as they are; words are translated.
QString family_text(Family family) {
    switch (family) {
        case Family::kUnet:
            return ModelTexts::tr("U-Net without its model");
        case Family::kAutoencoder:
        case Family::kTinyAutoencoder:
            return ModelTexts::tr("Autoencoder");
        case Family::kClipText:
        case Family::kOpenClipText:
            return ModelTexts::tr("Text encoder");
        case Family::kAdapter:
            return ModelTexts::tr("Adapter");
        case Family::kUnknown:
            return ModelTexts::tr("Unknown");
        default:
            break;
    }
    QString name = from(models::family_name(family));
    for (const auto* article : {"a ", "an ", "the "}) {
        if (name.startsWith(QLatin1String(article))) {
            name.remove(0, static_cast<qsizetype>(qstrlen(article)));
            break;
        }
    }
    return name.isEmpty() ? name : name.at(0).toUpper() + name.mid(1);
}

QString type_text(const std::string& type) {
    static const QHash<QString, QString> names{{QStringLiteral("F32"), QStringLiteral("float32")},
                                               {QStringLiteral("F16"), QStringLiteral("float16")},
                                               {QStringLiteral("BF16"), QStringLiteral("bfloat16")},
                                               {QStringLiteral("F64"), QStringLiteral("float64")}};
    return names.value(from(type), from(type));
}

QString table_row(const QString& title, const QString& value) {
    return value.isEmpty() ? QString()
                           : QStringLiteral("<tr><td style=\"padding-right: 12px\">%1</td><td>%2</td></tr>")
                                 .arg(title.toHtmlEscaped(), value.toHtmlEscaped());
}

QString class_names(const std::vector<std::string>& classes) {
    constexpr std::size_t kShown = 8;
    QStringList names;
    for (std::size_t i = 0; i < classes.size() && i < kShown; ++i) {
        names << from(classes[i]);
    }
    if (classes.size() > kShown) {
        names << ModelTexts::tr("%1 more").arg(classes.size() - kShown);
    }
    return names.join(QStringLiteral(", "));
}

QString prediction_text(const models::ModelReport& report) {
    QString text = report.prediction == "unknown"
                       ? ModelTexts::tr("not stated; it is measured when the model is opened")
                       : from(report.prediction);
    if (!report.prediction_source.empty() && report.prediction != "unknown") {
        text += QStringLiteral(" (%1)").arg(from(report.prediction_source));
    }
    return report.zero_terminal_snr ? text + ModelTexts::tr(", zero terminal SNR") : text;
}

QString parts_text(const models::ModelReport& report) {
    QStringList parts;
    for (const auto& part : report.parts) {
        const QString note = part.note.empty() ? QString() : QStringLiteral(" (%1)").arg(from(part.note));
        parts << (part.present ? from(part.name) + note : ModelTexts::tr("%1 missing").arg(from(part.name)));
    }
    return parts.join(QStringLiteral(", "));
}

}  // namespace

ModelUse use_of(const ListedModel& model) {
    if (models::is_drawable(model.report.family)) {
        return model.report.can_draw ? ModelUse::kDraw : ModelUse::kNone;
    }
    if (model.report.family == Family::kLora) {
        return is_usable(model.report) ? ModelUse::kLora : ModelUse::kNone;
    }
    return model.report.family == Family::kAdapter ? ModelUse::kAdapter : ModelUse::kNone;
}

QString kind_text(const ListedModel& model) {
    const auto& report = model.report;
    if (report.family == Family::kLora) {
        return report.base == Family::kUnknown ? ModelTexts::tr("LoRA")
                                               : ModelTexts::tr("LoRA for %1").arg(family_text(report.base));
    }
    QString text = family_text(report.family);
    if (report.purpose == "inpainting") {
        text += ModelTexts::tr(", inpainting");
    } else if (report.purpose == "instructions") {
        text += ModelTexts::tr(", instructions");
    }
    return model.few_step.empty() ? text : text + ModelTexts::tr(", few steps");
}

QString bytes_text(std::uint64_t bytes) {
    return bytes == 0 ? QString()
                      : QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString precision_text(const models::ModelReport& report) {
    // What is small beside the rest (position numbers, marks) is no precision of the weights.
    std::uint64_t all = 0;
    for (const auto& [type, bytes] : report.bytes_by_type) {
        all += bytes;
    }
    QStringList types;
    for (const auto& [type, bytes] : report.bytes_by_type) {
        if (bytes > all / 100) {
            types << type_text(type);
        }
    }
    return types.join(QStringLiteral(", "));
}

QString ability_text(const ListedModel& model) {
    const auto& report = model.report;
    switch (use_of(model)) {
        case ModelUse::kDraw:
            return report.can_label ? ModelTexts::tr("draws and labels") : ModelTexts::tr("draws");
        case ModelUse::kLora:
            return ModelTexts::tr("changes a model");
        case ModelUse::kAdapter:
            return ModelTexts::tr("labels");
        case ModelUse::kNone:
            break;
    }
    if (models::is_drawable(report.family) && !report.missing.empty()) {
        QStringList missing;
        for (const std::string& part : report.missing) {
            missing << from(part);
        }
        return ModelTexts::tr("lacks %1").arg(missing.join(QStringLiteral(", ")));
    }
    return is_usable(report) ? ModelTexts::tr("is a part") : ModelTexts::tr("cannot be used");
}

QString label_need_text(const ListedModel& model) {
    const auto& report = model.report;
    if (models::is_drawable(report.family)) {
        if (report.can_label) {
            const auto classes = model.bundle ? model.bundle->classes : std::vector<std::string>();
            return classes.empty() ? ModelTexts::tr("It has an adapter of its own.")
                                   : ModelTexts::tr("Its own adapter finds %1.").arg(class_names(classes));
        }
        const QString need = ModelTexts::tr(
            "It draws, but finds no boxes: it needs an adapter that was trained on a model of the same family. Train "
            "one on the page Training with labelled pictures, or choose one beside “Adapter”.");
        return report.family == Family::kStableDiffusion2
                   ? need + QLatin1Char(' ') +
                         ModelTexts::tr(
                             "The adapters published with DiffusionEngine are for Stable Diffusion 2; "
                             "“destudio-cli import-adapter” converts them.")
                   : need;
    }
    if (report.family == Family::kLora) {
        return ModelTexts::tr("An adapter for the model that it is merged into still fits, and finds what it found.");
    }
    if (report.family == Family::kAdapter) {
        return ModelTexts::tr("It labels what the model draws on which it was trained.");
    }
    return {};
}

QString details_text(const ListedModel& model) {
    const auto& report = model.report;
    QString text = QStringLiteral("<p>%1</p>").arg(from(report.sentence).toHtmlEscaped());
    if (const QString need = label_need_text(model); !need.isEmpty()) {
        text += QStringLiteral("<p>%1</p>").arg(need.toHtmlEscaped());
    }
    if (!model.few_step.empty()) {
        text += QStringLiteral("<p>%1</p>")
                    .arg(ModelTexts::tr("It is made for few steps (%1): sampler, steps and guidance are set when it is "
                                        "used.")
                             .arg(from(model.few_step))
                             .toHtmlEscaped());
    }
    for (const std::string& note : report.notes) {
        text += QStringLiteral("<p>%1</p>").arg(from(note).toHtmlEscaped());
    }
    text += QStringLiteral("<table>");
    if (model.bundle) {
        text += table_row(
            ModelTexts::tr("Pictures"),
            QStringLiteral("%1 × %2").arg(model.bundle->native_size.width).arg(model.bundle->native_size.height));
    }
    if (!report.prediction.empty()) {
        text += table_row(ModelTexts::tr("Predicts"), prediction_text(report));
    }
    if (report.memory_half > 0) {
        text += table_row(ModelTexts::tr("Memory"),
                          ModelTexts::tr("about %1 in half precision, %2 in float32")
                              .arg(bytes_text(report.memory_half), bytes_text(report.memory_float32)));
    }
    text += table_row(ModelTexts::tr("Parts"), parts_text(report));
    text += table_row(ModelTexts::tr("Format"), from(report.detail.empty() ? report.container : report.detail));
    for (const auto& [key, title] : {std::pair("modelspec.title", ModelTexts::tr("Title")),
                                     std::pair("modelspec.author", ModelTexts::tr("Author")),
                                     std::pair("modelspec.usage_hint", ModelTexts::tr("Hint"))}) {
        if (const auto found = report.metadata.find(key); found != report.metadata.end()) {
            text += table_row(title, from(found->second));
        }
    }
    text += table_row(ModelTexts::tr("Place"), from(model.path.string()));
    return text + QStringLiteral("</table>");
}

QString fitting_models_text(const QString& home) {
    const auto item = [](const QString& text) { return QStringLiteral("<li>%1</li>").arg(text); };
    return QStringLiteral("<p>") +
           ModelTexts::tr(
               "Nothing is downloaded for you. Get a model from where it is published, under its licence, "
               "and put its file or folder into <b>%1</b>, or add it from where it is.")
               .arg(home.toHtmlEscaped()) +
           QStringLiteral("</p><ul style=\"margin-left: 12px; -qt-list-indent: 0\">") +
           item(ModelTexts::tr("<b>Stable Diffusion 1.x</b>, 512 × 512, 2 to 4 GB: “stable-diffusion-v1-5”, and the "
                               "many models made from it.")) +
           item(ModelTexts::tr("<b>Stable Diffusion 2.x</b>, 512 or 768, 2.5 to 5 GB: “v2-1”, “v2-base”, “sd-turbo”. "
                               "The published folders were withdrawn; files that people have still work.")) +
           item(ModelTexts::tr("<b>Stable Diffusion XL</b>, 1024 × 1024, about 7 GB: "
                               "“stable-diffusion-xl-base-1.0”, “sdxl-turbo”, Pony, Illustrious, NoobAI.")) +
           item(ModelTexts::tr("<b>Few steps</b>: LCM, Turbo, Lightning and Hyper-SD versions of these, whole or as "
                               "LoRA; several times as fast.")) +
           item(ModelTexts::tr("<b>LoRA</b> files of kohya, LyCORIS, diffusers and PEFT for any of these.")) +
           QStringLiteral("</ul><p>") +
           ModelTexts::tr(
               "One file (.safetensors, .ckpt) or a folder in the diffusers layout, full or half precision. "
               "A single file holds no CLIP vocabulary: it is taken from any other model here, or from the "
               "folder “tokenizer” of one that you name.") +
           QStringLiteral("</p><p>") +
           ModelTexts::tr("Flux, Stable Diffusion 3, the XL refiner, ControlNets and video models cannot be used.") +
           QStringLiteral("</p>");
}

}  // namespace destudio::ui
