"""Carries out LDIF with changetype: on a Samba domain, in one transaction: fill-samba.py <smb.conf> <sam.ldb> < changes.ldif"""
import sys

from samba.auth import system_session
from samba.param import LoadParm
from samba.samdb import SamDB

lp = LoadParm()
lp.load(sys.argv[1])
samdb = SamDB(url=sys.argv[2], session_info=system_session(), lp=lp)
samdb.transaction_start()
try:
    samdb.modify_ldif(sys.stdin.read())
except BaseException:
    samdb.transaction_cancel()
    raise
samdb.transaction_commit()
