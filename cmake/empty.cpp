// SPDX-License-Identifier: Apache-2.0
// Stands in for a folder of code that has headers only.
