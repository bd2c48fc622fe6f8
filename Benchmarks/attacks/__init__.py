# SPDX-License-Identifier: Apache-2.0
"""Attacks on a server by well-formed input in quantity, and what another tenant notices of them."""
