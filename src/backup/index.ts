export { type BackupRequest, makeBackup } from './makeBackup.ts';
export { refuseOthers } from './refuseOthers.ts';
export { mustHold, type Restored, type RestoreRequest, restoreBackup } from './restoreBackup.ts';
