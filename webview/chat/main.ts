import { registerToolkit } from '../toolkit';
import './chat.css';
import './chatApp';

registerToolkit();
