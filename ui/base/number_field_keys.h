// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace destudio::ui {

/// Letters mean nothing in a field for numbers, so there they are what they are everywhere else: the keys of the
/// review. Without this the keys would be dead for as long as such a field has the focus.
/// @param field a spin box, or a line edit that takes numbers alone
void let_letters_pass(QWidget* field);

}  // namespace destudio::ui
